package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The text that users read, letter for letter. After a change that is meant, write it anew with
 * {@code mvn -pl processor -am test -Dtest=GoldenTest -Dbpfskel.golden=update
 * -Dsurefire.failIfNoSpecifiedTests=false}, and look at the difference.
 */
class GoldenTest {
  private static final String GOLDEN = "golden/Skel.java";

  @TempDir Path classPath;

  @Test
  void skeletonOfTestmod() throws Exception {
    String source =
        new SkeletonCompiler(classPath)
            .skeletonOf(BpfObjects.testmod(), "bpf/testmod.bpf.o")
            // The object's own bytes depend on the clang.
            .replaceFirst("\\.size\\([0-9]+\\)", ".size(…)")
            .replaceFirst("\\.crc32\\(0x[0-9a-f]{8}\\)", ".crc32(…)");
    if (System.getProperty("bpfskel.golden", "").equals("update")) {
      Files.writeString(Path.of("src/test/resources", GOLDEN), source);
      return;
    }

    try (var golden = GoldenTest.class.getClassLoader().getResourceAsStream(GOLDEN)) {
      assertThat(source)
          .isEqualTo(new String(Objects.requireNonNull(golden).readAllBytes(), UTF_8));
    }
  }
}
