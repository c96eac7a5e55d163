package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bpfskel.BpfException;
import org.bpfskel.BpfMap;
import org.bpfskel.BpfObject;
import org.bpfskel.BpfProgram;
import org.bpfskel.linker.BpfLinker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects become one object, and libbpf's refusals one exception. */
final class LinkerTest {
  private static final String RINGBUF = "bpf/ringbuf.bpf.o";
  private static final String TRACEPOINT = "bpf/tracepoint.bpf.o";

  @TempDir private Path folder;

  @Test
  void theWholeHasWhatTheObjectsHave() throws IOException {
    byte[] ringbuf = BpfObjects.bytes(RINGBUF);
    Path tracepoint = folder.resolve("tracepoint.bpf.o");
    Files.write(tracepoint, BpfObjects.bytes(TRACEPOINT));

    byte[] whole = new BpfLinker().add(ringbuf, RINGBUF).add(tracepoint).link();

    List<String> ofBoth = new ArrayList<>(names(ringbuf));
    ofBoth.addAll(names(Files.readAllBytes(tracepoint)));
    assertThat(names(whole)).containsExactlyElementsIn(ofBoth);
  }

  @Test
  @NeedsKernel
  void theKernelLoadsTheWhole() {
    byte[] ringbuf = BpfObjects.bytes(RINGBUF);
    BpfLinker linker = new BpfLinker().add(ringbuf, RINGBUF);
    assertThat(linker.link()).isEqualTo(linker.link());
    try (BpfObject object = BpfObject.open(linker.link(), "whole.bpf.o")) {
      object.load();
      assertThat(object.isLoaded()).isTrue();
    }
  }

  @Test
  void saysWhatLibbpfSaysOfTwoOfOneName() {
    BpfLinker linker =
        new BpfLinker()
            .add(BpfObjects.bytes("bpf/session_open.bpf.o"), "session_open.bpf.o")
            .add(BpfObjects.bytes("bpf/session_close.bpf.o"), "session_close.bpf.o");

    BpfException refused = assertThrows(BpfException.class, linker::link);

    assertThat(refused).hasMessageThat().contains("bpf_linker__add_file");
    assertThat(refused).hasMessageThat().contains("session_close.bpf.o");
    assertThat(refused).hasMessageThat().contains("conflicting non-weak symbol");
    assertThat(refused).hasMessageThat().contains("sessions");
  }

  @Test
  void refusesWhatIsDamagedBeforeLibbpfSeesIt() {
    byte[] bytes = BpfObjects.bytes(RINGBUF);
    BpfLinker linker = new BpfLinker().add(Arrays.copyOf(bytes, bytes.length / 2), "half.bpf.o");
    BpfException refused = assertThrows(BpfException.class, linker::link);
    assertThat(refused.kind()).isEqualTo(BpfException.Kind.INVALID);
    assertThat(refused).hasMessageThat().contains("half.bpf.o");
  }

  @Test
  void wantsAnObjectAndEachOnce() {
    BpfLinker linker = new BpfLinker();
    assertThrows(IllegalStateException.class, linker::link);
    byte[] bytes = BpfObjects.bytes(RINGBUF);
    linker.add(bytes, RINGBUF);
    assertThrows(IllegalArgumentException.class, () -> linker.add(bytes, RINGBUF));
    assertThrows(BpfException.class, () -> linker.add(folder.resolve("none.bpf.o")));
  }

  /** Of maps that C declares, and of programs. */
  private static List<String> names(byte[] bytes) {
    try (BpfObject object = BpfObject.open(bytes, "some.bpf.o")) {
      return Stream.concat(
              object.maps().stream().map(BpfMap::name).filter(name -> !name.contains(".")),
              object.programs().stream().map(BpfProgram::name))
          .toList();
    }
  }
}
