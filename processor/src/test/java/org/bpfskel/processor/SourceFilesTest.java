package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Source files are short, for a longer one has more than one concern; and tests stand apart. */
class SourceFilesTest {
  private static final int LINES = 400;

  /** Lines of main sources that are neither blank, nor comments, nor imports. */
  private static final int LINES_OF_CODE = 200;

  /** Longer ones, each a table whose rows are methods. */
  private static final Map<String, String> TABLES =
      Map.of("MapElements.java", "one method for each function: a common one would allocate");

  private static final Pattern COMMENT =
      Pattern.compile(
          "(?s)\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])*'|/\\*.*?\\*/|//[^\n]*");
  private static final Pattern NO_CODE = Pattern.compile("\\s*|import .*|package .*");

  private static final Path ROOT = Path.of("..");
  private static final Path MAIN = Path.of("src", "main", "java");
  private static final Path TESTS = ROOT.resolve("integration-tests");
  private static final Path TEST = Path.of("src", "test");
  private static final Pattern TEST_NAME = Pattern.compile("\\w+(Test|Contract)|package-info");

  @Test
  void filesAreShort() throws IOException {
    Map<Path, Long> longer = new TreeMap<>();
    List<Path> sources = sources();
    for (Path source : sources) {
      long lines = Files.readString(source).lines().count();
      if (lines > LINES) {
        longer.put(source, lines);
      }
    }
    assertThat(sources.size()).isGreaterThan(500);
    assertWithMessage("files of more than %s lines", LINES).that(longer).isEmpty();
  }

  @Test
  void mainFilesHaveLittleCode() throws IOException {
    Map<Path, Long> longer = new TreeMap<>();
    for (Path source : sources()) {
      if (source.toString().contains(MAIN.toString())) {
        long lines = linesOfCode(Files.readString(source));
        if (lines > LINES_OF_CODE) {
          longer.put(source, lines);
        }
      }
    }
    List<String> names =
        longer.keySet().stream().map(source -> source.getFileName().toString()).toList();
    assertWithMessage("main files of more than %s lines of code: %s", LINES_OF_CODE, longer)
        .that(names)
        .containsExactlyElementsIn(TABLES.keySet());
  }

  @Test
  void noMainFileHasTheNameOfAnother() throws IOException {
    Map<String, Path> byName = new TreeMap<>();
    List<Path> twins = new ArrayList<>();
    for (Path source : sources()) {
      String name = source.getFileName().toString();
      boolean ours = source.toString().contains("/" + MAIN + "/") && !source.startsWith(TESTS);
      if (ours && !name.endsWith("-info.java") && byName.put(name, source) != null) {
        twins.add(source);
      }
    }
    assertThat(byName.size()).isGreaterThan(400);
    assertThat(twins).isEmpty();
  }

  @Test
  void whatTestsWorkWithStandsApart() throws IOException {
    List<String> others = new ArrayList<>();
    for (Path source : sources()) {
      String name = source.getFileName().toString().replace(".java", "");
      if (source.toString().contains(TEST + "/") && !TEST_NAME.matcher(name).matches()) {
        others.add(source.toString());
      }
    }
    assertThat(others).isEmpty();
  }

  @Test
  void whatIsInCommentsIsNoCode() {
    String source =
        """
        package a;

        import b.C;

        /**
         * Of several lines.
         */
        class A {
          // alone
          String url = "http://a/*b"; // behind
          /* one */ int i;
        }
        """;
    assertThat(linesOfCode(source)).isEqualTo(4);
  }

  private static long linesOfCode(String source) {
    String code =
        COMMENT.matcher(source).replaceAll(found -> found.group().startsWith("/") ? "" : "x");
    return code.lines().filter(line -> !NO_CODE.matcher(line).matches()).count();
  }

  /** Everything that is written by hand. */
  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean built = name.equals("target") || name.equals("golden");
            boolean hidden = name.startsWith(".") && !name.equals("..");
            return built || hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              sources.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return sources;
  }
}
