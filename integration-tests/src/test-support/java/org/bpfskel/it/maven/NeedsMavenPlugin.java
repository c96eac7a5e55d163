package org.bpfskel.it.maven;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.bpfskel.it.Requirement;
import org.junit.jupiter.api.extension.ExtendWith;

/** Needs the jars of this project, as the phase {@code package} leaves them, and Maven. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(NeedsMavenPlugin.Probe.class)
@interface NeedsMavenPlugin {
  /** Looks. */
  final class Probe extends Requirement {
    @Override
    protected Optional<String> missing() {
      return LocalRepository.missing();
    }
  }
}
