package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.bpfskel.BpfException;
import org.bpfskel.ProgramInfo;
import org.bpfskel.ProgramType;
import org.bpfskel.TestRun;
import org.bpfskel.loaded.RunStatistics;
import org.junit.jupiter.api.Test;

/** What the kernel tells of a loaded program, and the name it can get in a file system. */
@NeedsKernel
final class ProgramInfoTest {
  private static final TestRun PACKET = TestRun.builder().dataIn(new byte[64]).build();

  @Test
  void tellsWhatWasLoaded() {
    try (TestRunsSkel skel = TestRunsSkel.openAndLoad()) {
      ProgramInfo info = skel.progs.on_xdp.info();
      assertThat(info.type()).isEqualTo(ProgramType.XDP);
      assertThat(info.name()).isEqualTo("on_xdp");
      assertThat(info.id()).isGreaterThan(0);
      assertThat(info.tag()).matches("[0-9a-f]{16}");
      assertThat(info.xlatedProgLen()).isGreaterThan(0);
      assertThat(info.loadTime()).isGreaterThan(Duration.ZERO);
      assertThat(info.gplCompatible()).isTrue();
      assertThat(info.btfId()).isGreaterThan(0);
      assertThat(info.mapIds()).hasSize(1);
      assertThat(info.ifindex()).isEqualTo(0);
      assertThat(skel.progs.on_sys_enter.info().mapIds()).isEqualTo(info.mapIds());
      assertThat(skel.progs.on_tc.info().mapIds()).isEmpty();
      assertThat(skel.progs.on_tc.info().id()).isNotEqualTo(info.id());
    }
  }

  @Test
  @NeedsBpftool
  void saysWhatBpftoolSays() throws IOException {
    try (TestRunsSkel skel = TestRunsSkel.openAndLoad()) {
      ProgramInfo info = skel.progs.on_xdp.info();
      JsonObject shown =
          JsonParser.parseString(
                  Bpftool.run("prog", "show", "id", Integer.toString(info.id()), "--json"))
              .getAsJsonObject();
      assertThat(shown.get("name").getAsString()).isEqualTo(info.name());
      assertThat(shown.get("tag").getAsString()).isEqualTo(info.tag());
      assertThat(shown.get("uid").getAsInt()).isEqualTo(info.createdByUid());
      assertThat(shown.get("bytes_xlated").getAsInt()).isEqualTo(info.xlatedProgLen());
      assertThat(shown.get("bytes_jited").getAsInt()).isEqualTo(info.jitedProgLen());
      assertThat(shown.get("btf_id").getAsInt()).isEqualTo(info.btfId());
      assertThat(shown.getAsJsonArray("map_ids").get(0).getAsInt()).isEqualTo(info.mapIds().get(0));
    }
  }

  @Test
  void runsAreCountedWhileStatisticsAreEnabled() {
    RunStatistics statistics = RunStatistics.enable();
    RunStatistics another = RunStatistics.enable();
    another.close();
    another.close();
    try (TestRunsSkel skel = TestRunsSkel.openAndLoad()) {
      skel.progs.on_xdp.testRun(PACKET);
      skel.progs.on_xdp.testRun(PACKET);
      ProgramInfo info = skel.progs.on_xdp.info();
      assertThat(info.runCnt()).isEqualTo(2);
      assertThat(info.runTime()).isGreaterThan(Duration.ZERO);
    } finally {
      statistics.close();
    }
  }

  @Test
  void programThatWasNotLoadedHasNone() {
    try (TestRunsSkel skel = TestRunsSkel.openAndLoad()) {
      IllegalStateException e =
          assertThrows(IllegalStateException.class, skel.progs.on_socket::info);
      assertThat(e).hasMessageThat().contains("load left program on_socket out");
      assertThrows(IllegalStateException.class, skel.progs.on_socket::fd);
      assertThrows(IllegalStateException.class, () -> skel.progs.on_socket.testRun(PACKET));
      assertThat(skel.progs.on_xdp.fd()).isGreaterThan(2);
    }
  }

  @Test
  @NeedsBpfFileSystem
  void pinnedProgramOutlivesTheObject() throws IOException {
    try (BpfFileSystem bpffs = BpfFileSystem.mount()) {
      Path file = bpffs.root().resolve("made/on_xdp");
      try (TestRunsSkel skel = TestRunsSkel.openAndLoad()) {
        skel.progs.on_xdp.pin(file);
        BpfException e = assertThrows(BpfException.class, () -> skel.progs.on_tc.pin(file));
        assertThat(e.errnoName()).isEqualTo("EEXIST");
      }
      assertThat(Files.exists(file)).isTrue();
    }
  }

  @Test
  @NeedsBpfFileSystem
  void unpinnedProgramHasNoNameAnyMore() throws IOException {
    try (BpfFileSystem bpffs = BpfFileSystem.mount();
        TestRunsSkel skel = TestRunsSkel.openAndLoad()) {
      Path file = bpffs.root().resolve("on_xdp");
      skel.progs.on_xdp.pin(file);
      skel.progs.on_xdp.unpin(file);
      assertThat(Files.exists(file)).isFalse();
      BpfException e = assertThrows(BpfException.class, () -> skel.progs.on_xdp.unpin(file));
      assertThat(e).hasMessageThat().contains("there is no " + file);
    }
  }

  @Test
  void pinOutsideOfABpfFileSystemIsRefused() throws IOException {
    Path file = Files.createTempDirectory("plain").resolve("on_xdp");
    try (TestRunsSkel skel = TestRunsSkel.openAndLoad()) {
      BpfException e = assertThrows(BpfException.class, () -> skel.progs.on_xdp.pin(file));
      assertThat(e).hasMessageThat().contains(file + " is not in a BPF file system");
    } finally {
      Files.delete(file.getParent());
    }
  }
}
