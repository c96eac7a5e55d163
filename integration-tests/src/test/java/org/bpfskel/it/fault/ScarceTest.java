package org.bpfskel.it.fault;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bpfskel.it.BpfObjects;
import org.bpfskel.it.ChildJvm;
import org.bpfskel.it.NeedsLibbpf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be had when it is first needed is told, costs nothing, and is had later. */
@NeedsLibbpf
final class ScarceTest {
  @TempDir Path folder;

  @Test
  void withoutAThreadEachTryFailsInTheSameWayAndALaterOneWorks() throws IOException {
    Path library = folder.resolve("threads.so");
    FaultLibrary.compile(folder, "threads.c", library, "-shared", "-fPIC");
    String output =
        new ChildJvm()
            .environment("LD_PRELOAD", library.toString())
            .environment("NO_THREADS", folder.resolve("no").toString())
            .option("-Xint") // a compiler's thread may be started at any time
            .run(Scarce.class, "threads");
    assertThat(output.split("cannot start a thread that bpfskel or JNA needs", -1)).hasLength(7);
    assertThat(output).contains(Scarce.LOST + 0);
    assertThat(output).contains(Scarce.WORKED);
  }

  /** Some parts of the JDK too are of no use any more if they find none when they begin. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4, 8})
  void withFewDescriptorsNothingIsTriedThatCannotBeTriedAgain(int left) throws IOException {
    String output = few().run(Scarce.class, "descriptors", Integer.toString(left));
    assertThat(output.split("bpfskel needs some file descriptors to start", -1)).hasLength(4);
    assertThat(output).contains(Scarce.WORKED);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4, 8})
  void withFewDescriptorsAFileIsReadByNothingThatCannotBeTriedAgain(int left) throws IOException {
    Path file = folder.resolve("object.bpf.o");
    Files.write(file, BpfObjects.bytes("bpf/dummy_ops.bpf.o"));
    String output = few().run(Scarce.class, "file", Integer.toString(left), file.toString());
    assertThat(output).contains("file");
    assertThat(output).contains(Scarce.WORKED);
  }

  @Test
  void ringBufferThatGetsNoDescriptorSaysSoBeforeAnyObjectIsOpen() throws IOException {
    String output = few().run(Scarce.class, "later");
    // The machine may hold the last descriptor itself for a moment: then epoll's is the first to
    // fail.
    assertThat(output.split(" failed for ring buffer: EMFILE: Too many open", -1)).hasLength(4);
    assertThat(output).contains(Scarce.WORKED);
  }

  private static ChildJvm few() {
    return new ChildJvm().launcher(List.of("prlimit", "--nofile=256"));
  }
}
