package org.bpfskel.it;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;

/** Needs to mount a BPF file system. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(NeedsBpfFileSystem.Probe.class)
public @interface NeedsBpfFileSystem {
  /** Tries it. */
  final class Probe extends Requirement {
    @Override
    protected Optional<String> missing() {
      try {
        BpfFileSystem.mount().close();
        return Optional.empty();
      } catch (IOException e) {
        return Optional.of(firstLine(e));
      }
    }
  }
}
