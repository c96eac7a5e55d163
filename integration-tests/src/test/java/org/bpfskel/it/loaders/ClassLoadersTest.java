package org.bpfskel.it.loaders;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bpfskel.it.BpfObjects;
import org.bpfskel.it.ChildJvm;
import org.bpfskel.it.NeedsKernel;
import org.bpfskel.it.Rounds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Copies of the runtime in several class loaders share one libbpf, as two applications of one
 * server do; JNA may be of all of them or of each.
 */
@NeedsKernel
final class ClassLoadersTest {
  @ParameterizedTest
  @ValueSource(strings = {"shared", "own"})
  void eachCopyHearsWhatLibbpfPrintsInItsCalls(String jna) throws IOException {
    int rounds = Rounds.of(20, 500);
    String output = run(jna, "together", rounds);
    assertThat(output)
        .containsMatch("(?m)^\\{refused endless, lines of log: \\d+, then loaded=" + 3 * rounds);
    assertThat(output).contains("left behind: []");
    assertThat(output).doesNotContain("libbpf: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"shared", "own"})
  void classLoadersThatNobodyUsesAreCollected(String jna) throws IOException {
    String output = run(jna, "drop", Rounds.of(12, 60));
    assertThat(output).contains("class loaders that stay: 0");
    assertThat(output).contains("threads that stay: 0");
    for (String when : List.of("first", "first again", "first at last")) {
      assertThat(output).containsMatch("(?m)^" + when + ": refused endless, lines of log: [1-9]");
    }
  }

  @Test
  void theLibraryOfTheJarIsInMemoryOnce() throws IOException {
    Path natives = Path.of(System.getProperty("bpfskel.natives.jar", "/nowhere"));
    assumeTrue(Files.isDirectory(natives), "the natives are not built: ./dev builds them");
    ChildJvm child =
        new ChildJvm().property("bpfskel.natives", "first").environment("BPFSKEL_LIBBPF", "");
    String output = run(child, CopiesInMemory.class, "shared", "drop", 3, natives);
    assertThat(output).contains("class loaders that stay: 0");
    assertThat(output).contains(CopiesInMemory.MAPPED + 1);
  }

  private static String run(String jna, String use, int count) throws IOException {
    return run(new ChildJvm(), Copies.class, jna, use, count);
  }

  private static String run(
      ChildJvm child, Class<?> main, String jna, String use, int count, Path... more)
      throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of(ChildJvm.jna().toString(), jna, use, Integer.toString(count)));
    Path annotations = BpfObjects.classPathEntry("org/jspecify/annotations/Nullable.class");
    for (Path entry :
        List.of(ChildJvm.runtime(), ChildJvm.tests(), ChildJvm.objects(), annotations)) {
      arguments.add(entry.toString());
    }
    for (Path entry : more) {
      arguments.add(entry.toString());
    }
    return child
        .classPath(ChildJvm.tests())
        .timeout(Duration.ofMinutes(5))
        .run(main, arguments.toArray(String[]::new));
  }
}
