package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.bpfskel.BpfException;
import org.bpfskel.BpfLink;
import org.bpfskel.ProgramType;
import org.bpfskel.attach.AttachTarget;
import org.bpfskel.attach.Interface;
import org.bpfskel.attach.Netkit;
import org.bpfskel.attach.Tc;
import org.bpfskel.attach.TcFilter;
import org.bpfskel.attach.Tcx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Classic traffic control, and programs of its sections in the newer one. */
@NeedsKernel
final class TcTest extends LoadedTraffic {
  private static boolean madeHook;

  @BeforeAll
  static void noteHook() {
    madeHook = Tc.ingress(LOOPBACK).createHook();
  }

  /** Attaching leaves the qdisc there, which the machine did not have before. */
  @AfterAll
  static void removeHook() {
    if (madeHook) {
      Tc.ingress(LOOPBACK).destroyHook();
    }
  }

  @Test
  void filterSeesBothDirectionsUntilItsLinkIsClosed() throws IOException {
    counting("tc").countsUntilClosed(Tc.ingress(LOOPBACK), datagram);
    counting("tc").countsUntilClosed(Tc.egress(LOOPBACK), datagram);
    counting("classifier").countsUntilClosed(Tc.ingress(LOOPBACK), datagram);
    counting("tc_ingress").countsUntilClosed(Tc.egress(LOOPBACK), datagram);
  }

  @Test
  void programOfAnySectionOfTrafficControlGoesThroughTcx() throws IOException {
    RunningKernel.assumeLinux(6, 6);
    for (AttachTarget side : List.of(Tcx.ingress(LOOPBACK), Tcx.egress(LOOPBACK))) {
      counting("tc").countsUntilClosed(side, datagram);
      counting("classifier").countsUntilClosed(side, datagram);
    }
    counting("tc_ingress").countsUntilClosed(Tcx.ingress(LOOPBACK), datagram);
  }

  @Test
  void linkThroughTcxIsOneOfTheKernel() throws IOException {
    RunningKernel.assumeLinux(6, 6);
    try (BpfLink link = skel.progs.on_tc.attach(Tcx.ingress(LOOPBACK))) {
      int id = skel.progs.on_tc.info().id();
      assertThat(link.info().programId()).isEqualTo(id);
      link.update(skel.progs.on_second_tc, id);
      assertThat(runs("tc")).isEqualTo(0);
      assertThat(runs("second_tc")).isEqualTo(1);
      BpfException refusal =
          assertThrows(BpfException.class, () -> link.update(skel.progs.on_classifier, id));
      assertThat(refusal).hasMessageThat().contains("another program than " + id);
      assertThat(runs("second_tc")).isEqualTo(1);
      link.detach();
      assertThat(runs("second_tc")).isEqualTo(0);
    }
  }

  @Test
  @NeedsBpfFileSystem
  void linkThroughTcxIsPinned() throws IOException {
    RunningKernel.assumeLinux(6, 6);
    try (BpfFileSystem bpf = BpfFileSystem.mount();
        VethPair pair = VethPair.create()) {
      Path pin = bpf.root().resolve("folder").resolve("link");
      try (BpfLink link = skel.progs.on_tc.attach(Tcx.ingress(pair.name()))) {
        assertThat(assertThrows(BpfException.class, link::unpin))
            .hasMessageThat()
            .contains("it is not pinned");
        link.pin(pin);
        assertThat(link.pinPath()).isEqualTo(pin);
        assertThat(assertThrows(BpfException.class, () -> link.pin(pin)))
            .hasMessageThat()
            .contains("it is pinned at " + pin);
        link.unpin();
        assertThat(link.pinPath()).isNull();
        assertThat(pin.toFile().exists()).isFalse();
        assertThat(
                assertThrows(BpfException.class, () -> link.pin(Path.of("/tmp/no_bpf/link")))
                    .getMessage())
            .contains("is not in a BPF file system");
      }
    }
  }

  @Test
  void actionIsNoFilterUnlessItsTypeIsChangedBeforeLoad() throws IOException {
    for (AttachTarget target :
        List.of(Tc.ingress(LOOPBACK), Tcx.ingress(LOOPBACK), Netkit.primary(LOOPBACK))) {
      assertThat(
              assertThrows(BpfException.class, () -> skel.progs.on_action.attach(target))
                  .getMessage())
          .contains("options().setType(ProgramType.SCHED_CLS) before load makes it one");
    }
    try (TrafficSkel other = TrafficSkel.open()) {
      other.progs.on_action.options().setType(ProgramType.SCHED_CLS);
      other.load();
      new Globals(other.object()).set("payload", datagram.payload());
      new Counting(other.object(), "action").countsUntilClosed(Tc.ingress(LOOPBACK), datagram);
    }
  }

  @Test
  void programOfOneSideIsNoneOfTheOther() {
    BpfException refusal =
        assertThrows(
            BpfException.class, () -> skel.progs.on_tc_ingress.attach(Tcx.egress(LOOPBACK)));
    assertThat(refusal)
        .hasMessageThat()
        .contains("SEC(\"tcx/egress, tc or classifier\"), but this is of SEC(\"tc/ingress\")");
  }

  @Test
  void programOfAnotherTypeIsRefused() {
    assertThat(
            assertThrows(
                BpfException.class, () -> skel.progs.on_generic.attach(Tc.ingress(LOOPBACK))))
        .hasMessageThat()
        .contains("it takes programs of SEC(\"tc or classifier\"), but this is of SEC(\"xdp\")");
  }

  @Test
  void filtersAreToldWithTheirNumbers() throws IOException {
    try (VethPair pair = VethPair.create()) {
      Tc place = Tc.ingress(pair.name());
      assertThat(place.query()).isEmpty();
      try (BpfLink second = skel.progs.on_second_tc.attach(place.priority(20).handle(7));
          BpfLink first = skel.progs.on_tc.attach(place.priority(10).handle(0x80000001))) {
        int id = skel.progs.on_tc.info().id();
        assertThat(place.query())
            .containsExactly(
                new TcFilter(10, 0x80000001, id, "on_tc:[" + id + "]"),
                new TcFilter(
                    20,
                    7,
                    skel.progs.on_second_tc.info().id(),
                    "on_second_tc:[" + skel.progs.on_second_tc.info().id() + "]"))
            .inOrder();
        assertThat(Tc.egress(pair.name()).query()).isEmpty();
        first.detach();
        assertThat(place.query()).hasSize(1);
        assertThat(second.isOpen()).isTrue();
      }
      assertThat(place.query()).isEmpty();
    }
  }

  @Test
  void filterThatIsThereStaysUnlessItMayBeReplaced() throws IOException {
    try (VethPair pair = VethPair.create()) {
      Tc place = Tc.ingress(pair.name()).priority(1).handle(1);
      BpfLink first = skel.progs.on_tc.attach(place);
      BpfException refusal =
          assertThrows(BpfException.class, () -> skel.progs.on_second_tc.attach(place));
      assertThat(refusal.errnoName()).isEqualTo("EEXIST");
      assertThat(refusal).hasMessageThat().contains("replacing() allows it");
      try (BpfLink second = skel.progs.on_second_tc.attach(place.replacing())) {
        int id = skel.progs.on_second_tc.info().id();
        assertThat(place.query().get(0).programId()).isEqualTo(id);
        assertThat(
                assertThrows(BpfException.class, () -> first.update(skel.progs.on_classifier))
                    .getMessage())
            .contains("somebody else has put another program there");
        first.close(); // which has nothing there any more
        assertThat(place.query().get(0).programId()).isEqualTo(id);
        assertThat(second.isOpen()).isTrue();
      }
      assertThat(place.query()).isEmpty();
    }
  }

  @Test
  void programOfAFilterIsReplacedByOneThatMayGo() throws IOException {
    try (BpfLink link = skel.progs.on_tc.attach(Tc.ingress(LOOPBACK))) {
      link.update(skel.progs.on_second_tc);
      assertThat(runs("tc")).isEqualTo(0);
      assertThat(runs("second_tc")).isEqualTo(1);
      int id;
      try (TrafficSkel other = TrafficSkel.openAndLoad()) {
        id = other.progs.on_tc.info().id();
        link.update(other.progs.on_tc);
      }
      assertThat(runs("second_tc")).isEqualTo(0);
      assertThat(
              assertThrows(BpfException.class, () -> link.update(skel.progs.on_tc, id + 1))
                  .getMessage())
          .contains("another program than " + (id + 1) + " is attached");
      link.update(skel.progs.on_tc, id);
      assertThat(runs("tc")).isEqualTo(1);
      assertThrows(BpfException.class, () -> link.update(skel.progs.on_generic));
      assertThat(runs("tc")).isEqualTo(1);
    }
    assertThat(runs("tc")).isEqualTo(0);
  }

  @Test
  void filterHasNoLinkInTheKernel() throws IOException {
    BpfLink link = skel.progs.on_tc.attach(Tc.ingress(LOOPBACK));
    for (Runnable call :
        List.<Runnable>of(
            link::info, link::fd, link::unpin, link::openBytes, () -> link.pin(Path.of("/x")))) {
      BpfException refusal = assertThrows(BpfException.class, call::run);
      assertThat(refusal.kind()).isEqualTo(BpfException.Kind.NOT_SUPPORTED);
      assertThat(refusal)
          .hasMessageThat()
          .contains("it has no link in the kernel: bpf_tc_attach makes none");
    }
    assertThat(link.pinPath()).isNull();
    link.detach();
    link.detach();
    assertThat(runs("tc")).isEqualTo(0);
    assertThat(assertThrows(BpfException.class, () -> link.update(skel.progs.on_second_tc)))
        .hasMessageThat()
        .contains("it was detached");
    link.close();
    link.close();
    assertThrows(IllegalStateException.class, link::detach);
    assertThrows(IllegalStateException.class, () -> link.update(skel.progs.on_second_tc));
  }

  @Test
  void filterEndsWithItsSkeleton() throws IOException {
    try (VethPair pair = VethPair.create()) {
      BpfLink link = skel.progs.on_tc.attach(Tc.ingress(pair.name()));
      assertThat(Tc.ingress(pair.name()).query()).hasSize(1);
      skel.close();
      assertThat(link.isOpen()).isFalse();
      link.close();
      assertThat(Tc.ingress(pair.name()).query()).isEmpty();
    }
  }

  @Test
  void disconnectedFilterStays() throws IOException {
    try (VethPair pair = VethPair.create()) {
      BpfLink link = skel.progs.on_tc.attach(Tc.ingress(pair.name()));
      link.disconnect();
      link.close();
      assertThat(Tc.ingress(pair.name()).query()).hasSize(1);
    }
  }

  @Test
  void interfaceMayVanish() throws IOException {
    try (VethPair pair = VethPair.create()) {
      BpfLink link = skel.progs.on_tc.attach(Tc.ingress(pair.name()));
      Tc byIndex = Tc.egress(Interface.indexed(Integer.MAX_VALUE));
      pair.remove();
      assertThrows(BpfException.class, () -> link.update(skel.progs.on_second_tc));
      link.close();
      BpfException gone =
          assertThrows(BpfException.class, () -> skel.progs.on_tc.attach(Tc.ingress(pair.name())));
      assertThat(gone.errnoName()).isEqualTo("ENODEV");
      assertThat(gone).hasMessageThat().contains("has no such interface");
      gone = assertThrows(BpfException.class, () -> skel.progs.on_tc.attach(byIndex));
      assertThat(gone.errnoName()).isEqualTo("ENODEV");
      assertThat(gone).hasMessageThat().contains("has no such interface");
      assertThat(byIndex.query()).isEmpty();
    }
  }

  @Test
  void qdiscThatOthersUseIsNotDestroyed() throws IOException {
    try (VethPair pair = VethPair.create()) {
      Tc place = Tc.ingress(pair.name());
      assertThat(place.destroyHook()).isFalse();
      assertThat(place.createHook()).isTrue();
      assertThat(place.createHook()).isFalse();
      try (TrafficSkel others = TrafficSkel.openAndLoad();
          BpfLink link = skel.progs.on_tc.attach(place)) {
        others.progs.on_tc.attach(Tc.egress(pair.name()));
        BpfException refusal = assertThrows(BpfException.class, place::destroyHook);
        assertThat(refusal)
            .hasMessageThat()
            .contains("its clsact qdisc has filters, 1 of what it receives and 1 of what it sends");
        link.detach();
        assertThrows(BpfException.class, place::destroyHook);
        assertThat(Tc.egress(pair.name()).query()).hasSize(1);
      }
      assertThat(place.destroyHook()).isTrue();
      assertThat(VethPair.tc("qdisc", "show", "dev", pair.name())).doesNotContain("clsact");
    }
  }

  @Test
  void filterHangsOnAQdiscThatIsNamedByItsNumber() throws IOException {
    try (VethPair pair = VethPair.create()) {
      Tc place = Tc.parent(Interface.named(pair.name()), 0xffff, 0xfff2);
      assertThat(assertThrows(IllegalStateException.class, place::createHook))
          .hasMessageThat()
          .contains("tc qdisc add makes");
      BpfException refusal = assertThrows(BpfException.class, () -> skel.progs.on_tc.attach(place));
      assertThat(refusal).hasMessageThat().contains("no qdisc or class of that number");
      Tc.ingress(pair.name()).createHook();
      try (BpfLink link = skel.progs.on_tc.attach(place)) {
        assertThat(link.isOpen()).isTrue();
        assertThat(place.query().get(0).programId()).isEqualTo(skel.progs.on_tc.info().id());
      }
      assertThat(place.query()).isEmpty();
    }
  }

  @Test
  void numbersThatCannotBeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Tc.parent(Interface.named("eth0"), 0, 0));
    assertThrows(IllegalArgumentException.class, () -> Tc.ingress("eth0").priority(65536));
    assertThrows(IllegalArgumentException.class, () -> Tc.ingress("eth0").priority(-1));
  }
}
