package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Where the pages of {@code docs/} send their readers there is something. */
class PagesTest {
  private static final Path DOCS = Path.of("../docs");

  /** The last column of a row, where the name of a class begins with a capital letter. */
  private static final Pattern LAST_COLUMN = Pattern.compile("(?m)\\|([^|\\n]*)\\|$");

  private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]\\w*)[`.]");
  private static final Pattern FILE = Pattern.compile("`([a-z/]+)/([A-Z]\\w*)`");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.bpfskel");

  @Test
  void whatHandlesAFactIsAClass() throws IOException {
    Set<String> known =
        CLASSES.stream()
            .map(JavaClass::getSimpleName)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> named =
        LAST_COLUMN
            .matcher(Files.readString(DOCS.resolve("libbpf-facts.md")))
            .results()
            .flatMap((MatchResult column) -> CLASS.matcher(column.group(1)).results())
            .map((MatchResult name) -> name.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(named).contains("ObjectFacts");
    named.removeAll(known);
    assertThat(named).isEmpty();
  }

  @Test
  void whereCodeBelongsIsAFile() throws IOException {
    Set<String> missing =
        FILE.matcher(Files.readString(DOCS.resolve("architecture.md")))
            .results()
            .map((MatchResult file) -> file.group(1) + "/" + file.group(2))
            .filter(file -> !isSource(file))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(isSource("btf/StructLayout")).isTrue();
    assertThat(missing).isEmpty();
  }

  /** Of any module. */
  private static boolean isSource(String file) {
    try (DirectoryStream<Path> modules = Files.newDirectoryStream(Path.of(".."))) {
      for (Path module : modules) {
        if (Files.exists(module.resolve("src/main/java/org/bpfskel/" + file + ".java"))) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
