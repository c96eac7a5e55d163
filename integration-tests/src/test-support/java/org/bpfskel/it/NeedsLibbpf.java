package org.bpfskel.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.bpfskel.BpfException;
import org.bpfskel.BpfSkeleton;
import org.junit.jupiter.api.extension.ExtendWith;

/** Needs a libbpf that bpfskel can use; no privilege. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(NeedsLibbpf.Probe.class)
public @interface NeedsLibbpf {
  /** Tries it. */
  @BpfSkeleton("bpf/dummy_ops.bpf.o")
  final class Probe extends Requirement {
    @Override
    protected Optional<String> missing() {
      try {
        DummyOpsSkel.open().close();
        return Optional.empty();
      } catch (BpfException e) {
        return Optional.of(firstLine(e));
      }
    }
  }
}
