package org.bpfskel.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;

/** Needs the projects of {@code examples/} to be built, as the profile {@code examples} does. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(NeedsExamples.Probe.class)
@interface NeedsExamples {
  /** Looks. */
  final class Probe extends Requirement {
    @Override
    protected Optional<String> missing() {
      return Stream.of(
              "tcp-tuner",
              "packet-counter",
              "execve-tracer",
              "mini-scheduler",
              "xdp-firewall",
              "address-firewall",
              "latency-histogram",
              "tunable-scheduler",
              "port-filter",
              "packet-service")
          .map(Example::new)
          .flatMap(example -> example.missing().stream())
          .findFirst();
    }
  }
}
