package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Of the packages that users see, generated code needs four: for all skeletons of these tests. */
class GeneratedImportsTest {
  private static final Path SOURCES = Path.of("target/generated-test-sources/test-annotations");
  private static final Pattern PACKAGE =
      Pattern.compile("\\borg\\.bpfskel(\\.[a-z]+)*\\b(?=\\.[A-Z])");

  @Test
  void generatedClassesNameFourPackages() throws IOException {
    int sources = 0;
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(found -> found.toString().endsWith("Skel.java")).toList()) {
        Set<String> packages = new TreeSet<>();
        Matcher named = PACKAGE.matcher(Files.readString(file).replaceAll("\"[^\"]*\"", ""));
        while (named.find()) {
          packages.add(named.group());
        }
        assertWithMessage(file.toString())
            .that(
                Set.of(
                    "org.bpfskel", "org.bpfskel.data", "org.bpfskel.generated", "org.bpfskel.map"))
            .containsAtLeastElementsIn(packages);
        sources++;
      }
    }
    assertThat(sources).isGreaterThan(10);
  }
}
