package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.bpfskel.BpfException;
import org.bpfskel.BpfLink;
import org.bpfskel.attach.Cgroup;
import org.bpfskel.attach.Netns;
import org.bpfskel.attach.RawTracepoint;
import org.bpfskel.attach.Xdp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be done with a link besides closing it. */
@NeedsKernel
final class LinkTest extends LoadedNetwork {
  private final Action datagram = new Datagrams(ThreadLocalRandom.current().nextInt(9_000, 60_000));

  @BeforeEach
  void aim() {
    new Globals(skel.object()).set("payload", ((Datagrams) datagram).payload());
  }

  private int runs(String name) throws IOException {
    return new Counting(skel.object(), name).runsDuring(datagram);
  }

  @Test
  void programBehindALinkIsReplaced() throws IOException {
    try (BpfLink link = skel.progs.on_xdp.attach(Xdp.on("lo"))) {
      int before = link.info().programId();
      link.update(skel.progs.on_xdp_too);
      assertThat(link.info().programId()).isNotEqualTo(before);
      assertThat(runs("xdp")).isEqualTo(0);
      assertThat(runs("second_xdp")).isEqualTo(1);
    }
  }

  @Test
  void programOfAnotherObjectStaysWhenThatIsClosed() throws IOException {
    try (BpfLink link = skel.progs.on_xdp.attach(Xdp.on("lo"))) {
      try (NetworkSkel other = NetworkSkel.openAndLoad()) {
        link.update(other.progs.on_xdp_too);
      }
      int running = link.info().programId();
      datagram.run();
      assertThat(link.info().programId()).isEqualTo(running);
      assertThat(runs("xdp")).isEqualTo(0);
    }
  }

  @Test
  void programOfAnotherTypeIsRefusedAndTheOldOneStays() throws IOException {
    try (BpfLink link = skel.progs.on_xdp.attach(Xdp.on("lo"))) {
      BpfException refusal =
          assertThrows(BpfException.class, () -> link.update(skel.progs.on_lookup));
      assertThat(refusal).hasMessageThat().contains("of the same type and attach type");
      assertThat(runs("xdp")).isEqualTo(1);
    }
  }

  @Test
  void closedLinkIsAWrongState() {
    BpfLink link = skel.progs.on_xdp.attach(Xdp.on("lo"));
    link.close();
    assertThrows(IllegalStateException.class, link::info);
    assertThrows(IllegalStateException.class, link::detach);
    assertThrows(IllegalStateException.class, link::disconnect);
    assertThrows(IllegalStateException.class, link::unpin);
    assertThrows(IllegalStateException.class, link::pinPath);
    assertThrows(IllegalStateException.class, link::openBytes);
    assertThrows(IllegalStateException.class, () -> link.pin(Path.of("/sys/fs/bpf/no_such")));
    assertThrows(IllegalStateException.class, () -> link.update(skel.progs.on_xdp_too));
    skel.close();
    assertThrows(IllegalStateException.class, link::info);
  }

  @Test
  @NeedsBpfFileSystem
  void pinnedLinkStaysAttachedWhenItIsClosed() throws IOException {
    try (BpfFileSystem bpf = BpfFileSystem.mount();
        CgroupV2 cgroup = CgroupV2.create()) {
      Path pin = bpf.root().resolve("link");
      BpfLink link = skel.progs.on_sysctl.attach(Cgroup.at(cgroup.directory()));
      assertThat(link.pinPath()).isNull();
      link.pin(pin);
      assertThat(link.pinPath()).isEqualTo(pin);
      assertThat(Files.exists(pin)).isTrue();
      BpfException again =
          assertThrows(BpfException.class, () -> link.pin(bpf.root().resolve("again")));
      assertThat(again).hasMessageThat().contains("it is pinned at " + pin);

      link.close();
      assertThat(sysctlRuns(cgroup)).isAtLeast(1);
    }
  }

  @Test
  @NeedsBpfFileSystem
  void unpinnedLinkIsAttachedUntilItIsClosed() throws IOException {
    try (BpfFileSystem bpf = BpfFileSystem.mount();
        CgroupV2 cgroup = CgroupV2.create()) {
      BpfLink link = skel.progs.on_sysctl.attach(Cgroup.at(cgroup.directory()));
      Path pin = bpf.root().resolve("link");
      link.pin(pin);
      link.unpin();
      assertThat(Files.exists(pin)).isFalse();
      assertThat(link.pinPath()).isNull();
      assertThat(sysctlRuns(cgroup)).isAtLeast(1);
      BpfException again = assertThrows(BpfException.class, link::unpin);
      assertThat(again).hasMessageThat().contains("it is not pinned");

      link.close();
      assertThat(sysctlRuns(cgroup)).isEqualTo(0);
    }
  }

  @Test
  void pinOutsideOfABpfFileSystemIsRefused(@TempDir Path folder) {
    try (BpfLink link = skel.progs.on_lookup.attach(Netns.current())) {
      BpfException refusal =
          assertThrows(BpfException.class, () -> link.pin(folder.resolve("link")));
      assertThat(refusal).hasMessageThat().contains("is not in a BPF file system");
    }
  }

  @Test
  void detachedLinkRunsNothingAndCannotBeUpdated() throws IOException {
    try (BpfLink link = skel.progs.on_xdp.attach(Xdp.on("lo"))) {
      link.detach();
      assertThat(link.isOpen()).isTrue();
      assertThat(runs("xdp")).isEqualTo(0);
      BpfException refusal =
          assertThrows(BpfException.class, () -> link.update(skel.progs.on_xdp_too));
      assertThat(refusal.errnoName()).isEqualTo("ENOLINK");
      assertThat(refusal).hasMessageThat().contains("it was detached");
    }
  }

  @Test
  void linkThatOnlyCloseEndsRefusesToDetach() throws IOException {
    try (Traced traced = Traced.load("raw_tracepoint");
        BpfLink link = traced.counting().program().attach(RawTracepoint.of("sys_enter"))) {
      BpfException refusal = assertThrows(BpfException.class, link::detach);
      assertThat(refusal).hasMessageThat().contains("links of this kind end when they are closed");
      assertThrows(BpfException.class, link::openBytes);
    }
  }

  /** It lasts as long as the process, so the cgroup goes instead. */
  @Test
  void disconnectedLinkStaysAttachedWhenItIsClosed() throws IOException {
    try (CgroupV2 cgroup = CgroupV2.create()) {
      BpfLink link = skel.progs.on_sysctl.attach(Cgroup.at(cgroup.directory()));
      link.disconnect();
      link.close();
      assertThat(link.isOpen()).isFalse();
      assertThat(sysctlRuns(cgroup)).isAtLeast(1);
    }
  }

  private int sysctlRuns(CgroupV2 cgroup) throws IOException {
    return new Counting(skel.object(), "sysctl")
        .runsDuring(() -> cgroup.run("cat /proc/sys/kernel/ostype"));
  }

  @Test
  void textOfALinkSaysWhatIsAttachedAndWhetherItStillIs() {
    BpfLink first = skel.progs.on_xdp.attach(Xdp.on("lo"));
    assertThat(first.toString()).isEqualTo("link of on_xdp");
    first.close();
    assertThat(first.toString()).isEqualTo("link of on_xdp (closed)");

    BpfLink second = skel.progs.on_xdp.attach(Xdp.on("lo"));
    skel.close();
    assertThat(second.toString()).isEqualTo("link of on_xdp (closed)");
  }
}
