package org.bpfskel;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.load.ObjectLoad;
import org.bpfskel.internal.os.ErrnoException;
import org.junit.jupiter.api.Test;

/** An error number is the system's or none: what the runtime itself refuses has a kind alone. */
final class SystemErrorsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.bpfskel");

  /** A number or a constant where {@code failure} takes the error. */
  private static final Pattern INVENTED =
      Pattern.compile("\\bfailure\\((?:[^;()]*,)?\\s*-?(?:\\d+|Errno\\.\\w+)\\s*,");

  @Test
  void exceptionsWithANumberAreMadeOfFailedCallsAlone() {
    assertThat(makersOf(BpfException.class)).containsExactly(LibbpfCall.class, ObjectLoad.class);
    assertThat(makersOf(VerifierException.class)).containsExactly(ObjectLoad.class);
    assertThat(makersOf(ErrnoException.class)).isEmpty();
  }

  /** Classes that call a constructor with an {@code int}, but for the exceptions themselves. */
  private static Set<Class<?>> makersOf(Class<?> exception) {
    return CLASSES.get(exception).getConstructors().stream()
        .filter(
            constructor ->
                constructor.getRawParameterTypes().stream()
                    .anyMatch(t -> t.isEquivalentTo(int.class)))
        .map(JavaConstructor::getAccessesToSelf)
        .flatMap(Set::stream)
        .map(JavaCodeUnitAccess::getOriginOwner)
        .filter(maker -> !maker.isAssignableTo(exception))
        .map(maker -> maker.reflect())
        .collect(Collectors.toSet());
  }

  @Test
  void noSourceNamesTheErrorThatACallIsToHaveFailedWith() throws IOException {
    List<String> found = new ArrayList<>();
    for (String source : sources()) {
      INVENTED.matcher(source).results().map(MatchResult::group).forEach(found::add);
    }
    assertWithMessage("errors that the system did not report").that(found).isEmpty();
    assertThat(INVENTED.matcher("throw call.failure(\"f\", -Errno.EINVAL, \"why\");").find())
        .isTrue();
    assertThat(INVENTED.matcher("throw call.failure(\n    Errno.EINVAL, lines);").find()).isTrue();
    assertThat(INVENTED.matcher("throw call.failure(answer, lines);").find()).isFalse();
  }

  private static List<String> sources() throws IOException {
    List<String> sources = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        sources.add(Files.readString(file));
      }
    }
    assertThat(sources).isNotEmpty();
    return sources;
  }
}
