package org.bpfskel.it;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;

/** Needs bpftool 7.5 or newer, see {@link Bpftool}. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(NeedsBpftool.Probe.class)
public @interface NeedsBpftool {
  /** Tries it. */
  final class Probe extends Requirement {
    @Override
    protected Optional<String> missing() {
      try {
        return Bpftool.tooOld();
      } catch (IOException e) {
        return Optional.of(firstLine(e));
      }
    }
  }
}
