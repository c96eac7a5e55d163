package org.bpfskel;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bpfskel.LibbpfFunctions.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/libbpf-functions.md} says the truth. After a change of its table write the page anew
 * with {@code -Dbpfskel.functions=update}.
 */
final class LibbpfFunctionsTest {
  private static final Path TABLE = Path.of("src/api/libbpf-functions.txt");
  private static final Path PAGE = Path.of("../docs/libbpf-functions.md");
  private static final Path SOURCES = Path.of("src/main/java/org/bpfskel");

  /** No more functions than these may be absent. */
  private static final int MOST_ABSENT = 57;

  /** A comment, and what it stands before, up to its body or end. */
  private static final Pattern COMMENTED = Pattern.compile("(?s)/\\*\\*(.*?)\\*/([^;{]*[;{])");

  private static LibbpfFunctions functions;

  @BeforeAll
  static void readTable() throws IOException {
    functions = LibbpfFunctions.read(TABLE);
  }

  @Test
  void thePageIsWhatTheTableSays() throws IOException {
    if ("update".equals(System.getProperty("bpfskel.functions"))) {
      Files.write(PAGE, functions.page());
    }
    assertThat(Files.readAllLines(PAGE)).isEqualTo(functions.page());
  }

  @Test
  void theTableHasWhatLibbpfHas() throws IOException {
    Path script =
        Path.of(System.getProperty("natives", "none"), "source/linux/tools/lib/bpf/libbpf.map");
    assumeTrue(Files.exists(script), "libbpf's source is not here: natives/build unpacks it");
    Map<String, String> all = LibbpfFunctions.ofVersionScript(script);
    assertThat(functions.versions()).isEqualTo(all);
  }

  @Test
  void whatTheRuntimeCallsIsNotAbsentAndWhatIsWithinIsCalled() throws IOException {
    Set<String> called = wordsBelow(SOURCES.resolve("internal/libbpf"));
    assertThat(called).contains("bpf_object__load");
    assertThat(named(Row::isAbsent).filter(called::contains).toList()).isEmpty();
    assertThat(named(Row::isWithin).filter(name -> !called.contains(name)).toList()).isEmpty();
  }

  @Test
  void fewAreAbsent() {
    assertThat(functions.those(Row::isAbsent).size()).isAtMost(MOST_ABSENT);
  }

  @Test
  void whatIsAsAnotherHasThatOne() {
    Set<String> there =
        functions.those(row -> !row.isAbsent() && !row.isAsAnother()).stream()
            .map(Row::name)
            .collect(Collectors.toSet());
    for (Row row : functions.those(Row::isAsAnother)) {
      assertWithMessage(row.name()).that(there).contains(row.said());
    }
  }

  @Test
  void theJavadocOfEachPlaceNamesItsFunction() throws IOException {
    Map<String, Path> files = publicFiles();
    for (Row row : functions.those(Row::hasPlace)) {
      String type = row.said().replaceFirst("#.*", "");
      String name = row.said().replaceFirst(".*#", "");
      assertWithMessage("%s: a class of the API, %s", row.name(), type)
          .that(files)
          .containsKey(type);
      List<String> comments = commentsOf(Objects.requireNonNull(files.get(type)), name);
      assertWithMessage("%s: %s exists with a comment", row.name(), row.said())
          .that(comments)
          .isNotEmpty();
      assertWithMessage("%s: the Javadoc of %s", row.name(), row.said())
          .that(comments.stream().flatMap(LibbpfFunctionsTest::words).toList())
          .contains(row.name());
    }
  }

  private static Stream<String> named(Predicate<Row> which) {
    return functions.those(which).stream().map(Row::name);
  }

  /** The comments before public declarations of that name: a type, or the forms of a method. */
  private static List<String> commentsOf(Path file, String name) throws IOException {
    Pattern declared =
        Pattern.compile("\\b(?:%1$s\\(|(?:class|interface|record|enum) %1$s\\b)".formatted(name));
    return COMMENTED
        .matcher(Files.readString(file))
        .results()
        .filter(found -> declared.matcher(found.group(2)).find())
        .map(found -> found.group(1))
        .toList();
  }

  private static Map<String, Path> publicFiles() throws IOException {
    try (Stream<Path> all = Files.walk(SOURCES)) {
      return all.filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.startsWith(SOURCES.resolve("internal")))
          .filter(file -> !file.startsWith(SOURCES.resolve("access")))
          .filter(file -> !file.endsWith("package-info.java"))
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString().replace(".java", ""),
                  file -> file,
                  (one, other) -> one,
                  TreeMap::new));
    }
  }

  private static Set<String> wordsBelow(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(LibbpfFunctionsTest::text)
          .flatMap(LibbpfFunctionsTest::words)
          .collect(Collectors.toSet());
    }
  }

  private static Stream<String> words(String text) {
    return Pattern.compile("\\w+").matcher(text).results().map(MatchResult::group);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
