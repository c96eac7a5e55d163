package org.bpfskel.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.bpfskel.BpfException;
import org.junit.jupiter.api.extension.ExtendWith;

/** Needs a kernel that lets this process load BPF. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(NeedsKernel.Probe.class)
public @interface NeedsKernel {
  /** Tries it. */
  final class Probe extends Requirement {
    @Override
    protected Optional<String> missing() {
      try {
        DummyOpsSkel.openAndLoad().close();
        return Optional.empty();
      } catch (BpfException e) {
        return Optional.of(firstLine(e));
      }
    }
  }
}
