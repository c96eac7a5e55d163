package org.bpfskel.fuzz;

import static com.google.common.truth.Truth.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that once broke a promise, in folders by target. */
class FindingsTest {
  @ParameterizedTest
  @EnumSource(names = {"BTF", "TYPES"})
  void keepPromisesNow(Target target) throws Exception {
    String folder = "/findings/" + target.name().toLowerCase(Locale.ROOT);
    Path found = Path.of(Objects.requireNonNull(getClass().getResource(folder)).toURI());
    List<Path> files;
    try (Stream<Path> list = Files.list(found)) {
      files = list.sorted().toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      target.accepts(Files.readAllBytes(file));
    }
  }
}
