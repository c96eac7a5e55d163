package org.bpfskel.processor;

import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;

/**
 * The Java that is compiled for. The runtime's classes are of Java 17, and with an older one
 * compilers speak of classes of the JDK that they do not find.
 */
final class SourceLevel {
  private static final SourceVersion OLDEST = SourceVersion.RELEASE_17;

  private SourceLevel() {}

  /** What to do about one that is too old; null if it is not. */
  static @Nullable String refusal(ProcessingEnvironment environment) {
    SourceVersion found = environment.getSourceVersion();
    return found.compareTo(OLDEST) >= 0
        ? null
        : "skeletons need Java %1$s or newer, and this is compiled for Java %2$s: set --release %1$s, in Maven maven.compiler.release, in Gradle options.release"
            .formatted(number(OLDEST), number(found));
  }

  /** {@code 17} of {@code RELEASE_17}. */
  private static String number(SourceVersion version) {
    return version.name().substring(version.name().indexOf('_') + 1);
  }
}
