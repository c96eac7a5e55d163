package org.bpfskel.it.tool;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.util.Optional;
import org.bpfskel.it.Requirement;
import org.junit.jupiter.api.extension.ExtendWith;

/** Needs the processor's jar, as the phase {@code package} leaves it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(NeedsToolJar.Probe.class)
@interface NeedsToolJar {
  /** Looks. */
  final class Probe extends Requirement {
    @Override
    protected Optional<String> missing() {
      return Files.exists(ToolJar.JAR)
          ? Optional.empty()
          : Optional.of("there is no %s: mvn package builds it".formatted(ToolJar.JAR));
    }
  }
}
