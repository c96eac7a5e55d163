package org.bpfskel.it.life;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bpfskel.it.BpfObjects;
import org.bpfskel.it.ChildJvm;
import org.bpfskel.it.Figures;
import org.bpfskel.it.NeedsKernel;
import org.bpfskel.it.Rounds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is damaged in an object, no open and no load takes the Java machine down. */
@NeedsKernel
@Tag("soak")
final class DamagedObjectsTest {
  private static final int OBJECTS = Rounds.of(2_000, 200_000);

  @TempDir private Path folder;

  @Test
  void areTakenOrRefused() throws IOException {
    Path progress = folder.resolve("number");
    List<Integer> ends;
    try {
      ends = ends(progress);
    } catch (IOException e) {
      throw new AssertionError("at " + describe(progress), e);
    }
    // Each step sees many, else the damage would try only the first checks or none.
    for (int end : List.of(ends.get(0), ends.get(2), ends.get(3))) {
      assertThat(end).isGreaterThan(OBJECTS / 50);
    }
    Figures.report(
        "damaged objects: %,d, of them %,d refused at open, %,d opened alone, %,d refused at load, %,d loaded"
            .formatted(OBJECTS, ends.get(0), ends.get(1), ends.get(2), ends.get(3)));
  }

  private static List<Integer> ends(Path progress) throws IOException {
    return new ChildJvm()
        .timeout(Duration.ofMinutes(Rounds.of(5, 120)))
        .alsoOn(BpfObjects.classPathEntry("org/bpfskel/fuzz/ElfMutator.class"))
        .run(DamagedObjects.class, "0", Integer.toString(OBJECTS), progress.toString())
        .lines()
        .map(Integer::valueOf)
        .toList();
  }

  /** What it was at, kept as a file for whoever looks into it. */
  private static String describe(Path progress) throws IOException {
    int number = ByteBuffer.wrap(Files.readAllBytes(progress)).getInt();
    List<String> names = BpfObjects.names();
    Path kept = Path.of("target", "crashes", "damaged_%d.bpf.o".formatted(number));
    Files.write(kept, DamagedObjects.damaged(names, number));
    return "number %d, from %s, kept as %s"
        .formatted(number, names.get(number % names.size()), kept.toAbsolutePath());
  }
}
