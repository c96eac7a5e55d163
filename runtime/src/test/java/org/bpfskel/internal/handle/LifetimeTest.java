package org.bpfskel.internal.handle;

import static com.google.common.truth.Truth.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class LifetimeTest {
  @TempDir Path folder;

  /**
   * Compiled code forgets a reference after its last use, interpreted code does not: so all is
   * compiled, in a Java machine of its own. What was collected afterwards could have been before.
   */
  @Test
  void isReachableUntilACallOnItEnds() throws Exception {
    Path output = folder.resolve("output");
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xcomp",
                "-XX:CompileCommand=quiet",
                "-XX:CompileCommand=compileonly,org.bpfskel*::*",
                "-cp",
                System.getProperty("java.class.path"),
                LifetimeCalls.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(java.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      java.destroyForcibly();
    }

    assertThat(Files.readAllLines(output))
        .containsExactly(
            "shared: reachable",
            "after shared: collected",
            "exclusive: reachable",
            "after exclusive: collected",
            "close: reachable",
            "after close: collected")
        .inOrder();
  }
}
