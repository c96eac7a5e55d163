package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.bpfskel.AttachType;
import org.bpfskel.BpfException;
import org.bpfskel.BpfLink;
import org.bpfskel.BpfObject;
import org.bpfskel.LinkType;
import org.bpfskel.TestRun;
import org.bpfskel.attach.Iter;
import org.bpfskel.attach.Tcx;
import org.bpfskel.attach.Xdp;
import org.bpfskel.link.LinkDetails;
import org.bpfskel.link.PerfEventKind;
import org.bpfskel.loaded.KernelLink;
import org.bpfskel.loaded.KernelMap;
import org.bpfskel.loaded.KernelProgram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Programs and links by pin and id, what the kernel says of links, and pins of whole objects. */
@NeedsKernel
@NeedsBpfFileSystem
final class KernelLinkTest extends LoadedNetwork {
  private final Action datagram = new Datagrams(ThreadLocalRandom.current().nextInt(9_000, 60_000));
  private BpfFileSystem bpf;
  private Path pin;

  @BeforeEach
  void mount() throws IOException {
    new Globals(skel.object()).set("payload", ((Datagrams) datagram).payload());
    bpf = BpfFileSystem.mount();
    pin = bpf.root().resolve("pinned");
  }

  @AfterEach
  void unmount() throws IOException {
    bpf.close();
  }

  private int runs(String name) throws IOException {
    return new Counting(skel.object(), name).runsDuring(datagram);
  }

  @Test
  void pinnedLinkOfAClosedObjectIsUpdatedAndDetached() throws IOException {
    try (NetworkSkel other = NetworkSkel.openAndLoad()) {
      other.progs.on_xdp.attach(Xdp.on("lo")).pin(pin);
    }
    try (KernelLink link = KernelLink.pinned(pin)) {
      assertThat(link.info().type()).isEqualTo(LinkType.XDP);
      assertThat(link.id()).isEqualTo(link.info().id());
      link.update(skel.progs.on_xdp);
      assertThat(runs("xdp")).isEqualTo(1);
      try (KernelProgram program = KernelProgram.byId(skel.progs.on_xdp_too.info().id());
          KernelLink same = KernelLink.byId(link.id())) {
        same.update(program);
      }
      assertThat(runs("xdp")).isEqualTo(0);
      assertThat(runs("second_xdp")).isEqualTo(1);
      link.detach();
      assertThat(runs("second_xdp")).isEqualTo(0);
      assertThat(link.info().details()).isEqualTo(new LinkDetails.XdpLink(0));
      BpfException e = assertThrows(BpfException.class, () -> link.update(skel.progs.on_xdp));
      assertThat(e).hasMessageThat().contains("ENOLINK");
      link.unpin();
      assertThat(Files.exists(pin)).isFalse();
    }
  }

  @Test
  void programOfTheKernelIsRunAndPinned() {
    KernelProgram program = KernelProgram.byId(skel.progs.on_xdp.info().id());
    assertThat(program.name()).isEqualTo("on_xdp");
    assertThat(program.info().tag()).isEqualTo(skel.progs.on_xdp.info().tag());
    program.pin(pin);
    try (KernelProgram same = KernelProgram.pinned(pin)) {
      assertThat(same.id()).isEqualTo(program.id());
      assertThat(same.pinPath()).isEqualTo(pin);
      TestRun packet = TestRun.builder().dataIn(new byte[64]).build();
      assertThat(same.testRun(packet).retval())
          .isEqualTo(skel.progs.on_xdp.testRun(packet).retval());
    }
    assertThat(assertThrows(BpfException.class, () -> KernelMap.pinned(pin)))
        .hasMessageThat()
        .contains("is no map");
    assertThat(assertThrows(BpfException.class, () -> KernelLink.pinned(pin)))
        .hasMessageThat()
        .contains("is no link");
    program.unpin();
    program.close();
    program.close();
    assertThat(program.isOpen()).isFalse();
    assertThrows(IllegalStateException.class, program::info);
    assertThrows(IllegalStateException.class, program::fd);
    assertThrows(IllegalStateException.class, () -> program.pin(pin));
    assertThrows(IllegalStateException.class, program::unpin);
  }

  @Test
  void closedLinkThrows() {
    try (BpfLink attached = skel.progs.on_xdp.attach(Xdp.on("lo"))) {
      KernelLink link = KernelLink.byId(attached.info().id());
      link.close();
      link.close();
      assertThat(link.isOpen()).isFalse();
      assertThrows(IllegalStateException.class, link::info);
      assertThrows(IllegalStateException.class, link::fd);
      assertThrows(IllegalStateException.class, link::detach);
      assertThrows(IllegalStateException.class, link::openText);
      assertThrows(IllegalStateException.class, () -> link.update(skel.progs.on_xdp_too));
      assertThat(attached.info().id()).isEqualTo(link.id());
    }
  }

  @Test
  void linksSayWhereTheyAre() throws IOException {
    int loopback = NetworkInterface.getByName("lo").getIndex();
    RunningKernel.assumeLinux(6, 6);
    try (BpfLink tcx = skel.progs.on_ingress.attach(Tcx.ingress("lo"))) {
      assertThat(tcx.info().details())
          .isEqualTo(new LinkDetails.TcxLink(loopback, AttachType.TCX_INGRESS));
    }
    try (BpfObject tracing = BpfObject.open(BpfObjects.bytes("bpf/tracepoint.bpf.o"), "tp")) {
      tracing.load();
      BpfLink link = tracing.programs().get(0).attach();
      LinkDetails details = link.info().details();
      if (details instanceof LinkDetails.PerfEventLink event) {
        assertThat(event.kind()).isEqualTo(PerfEventKind.TRACEPOINT);
        assertThat(event.name()).isEqualTo("sys_enter");
      } else {
        assertThat(details).isInstanceOf(LinkDetails.RawTracepointLink.class);
        assertThat(((LinkDetails.RawTracepointLink) details).name()).isEqualTo("sys_enter");
      }
    }
  }

  @Test
  void iteratorSaysItsTargetAndRunsByItsLinkAlone() throws IOException {
    try (IteratorsSkel iterators = IteratorsSkel.openAndLoad();
        BpfLink all = iterators.progs.dump_task.attach(Iter.all());
        KernelLink link = KernelLink.byId(all.info().id())) {
      assertThat(link.info().details()).isEqualTo(new LinkDetails.IteratorLink("task", 0, 0, 0, 0));
      long pid = ProcessHandle.current().pid();
      assertThat(link.openText().lines().toList()).contains("%d of %d".formatted(pid, pid));
      try (BpfLink one = iterators.progs.dump_task.attach(Iter.process((int) pid))) {
        assertThat(one.info().details())
            .isEqualTo(new LinkDetails.IteratorLink("task", 0, 0, 0, (int) pid));
      }
    }
  }

  @Test
  void structOpsLinkSaysItsMap() {
    try (TcpCcSkel cc = TcpCcSkel.open()) {
      cc.structOps.tuned.name = CongestionControls.uniqueName();
      cc.load();
      BpfLink link = cc.maps.tuned.attachStructOps();
      assertThat(link.info().details())
          .isEqualTo(new LinkDetails.StructOpsLink(cc.maps.tuned.info().id()));
    }
  }

  @Test
  void wholeObjectIsPinnedAndUnpinned() throws IOException {
    Path folder = bpf.root().resolve("all");
    skel.object().pin(folder);
    assertThat(Files.exists(folder.resolve("on_xdp"))).isTrue();
    try (KernelProgram program = KernelProgram.pinned(folder.resolve("on_xdp"))) {
      assertThat(program.id()).isEqualTo(skel.progs.on_xdp.info().id());
    }
    skel.object().unpin(folder);
    assertThat(folder.toFile().list()).isEmpty();
    Files.delete(folder);
    skel.object().pinPrograms(folder);
    skel.object().pinMaps(folder);
    skel.object().unpinPrograms(folder);
    skel.object().unpinMaps(folder);
    assertThat(folder.toFile().list()).isEmpty();
    Files.delete(folder);
  }

  @Test
  void failedPinLeavesNothingAndMayBeTriedElsewhere() throws IOException {
    Path folder = Files.createDirectory(bpf.root().resolve("taken"));
    List<String> before = List.of("on_xdp");
    skel.progs.on_xdp_too.pin(folder.resolve("on_xdp"));
    BpfException e = assertThrows(BpfException.class, () -> skel.object().pin(folder));
    assertThat(e.kind()).isEqualTo(BpfException.Kind.EXISTS);
    assertThat(folder.toFile().list()).asList().containsExactlyElementsIn(before);
    assertThat(skel.object().maps().stream().filter(map -> map.isPinned()).toList()).isEmpty();

    assertThrows(
        BpfException.class, () -> skel.object().pin(Path.of("/proc/self/bpfskel-no-pins")));
    Path other = bpf.root().resolve("other");
    skel.object().pin(other);
    skel.object().unpin(other);
    skel.progs.on_xdp_too.unpin(folder.resolve("on_xdp"));
  }
}
