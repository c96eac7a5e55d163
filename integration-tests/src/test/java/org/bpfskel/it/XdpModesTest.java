package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import org.bpfskel.BpfException;
import org.bpfskel.BpfLink;
import org.bpfskel.LinkType;
import org.bpfskel.attach.Xdp;
import org.bpfskel.attach.XdpMode;
import org.bpfskel.attach.XdpPrograms;
import org.bpfskel.attach.XdpPrograms.Feature;
import org.junit.jupiter.api.Test;

/** XDP in one mode or another, by a link and without. */
@NeedsKernel
final class XdpModesTest extends LoadedTraffic {
  @Test
  void genericProgramSeesPacketsWithALinkAndWithout() throws IOException {
    Xdp generic = Xdp.on(LOOPBACK).mode(XdpMode.GENERIC);
    counting("generic").countsUntilClosed(generic, datagram);
    counting("generic").countsUntilClosed(generic.withoutLink(), datagram);
    counting("generic").countsUntilClosed(Xdp.on(LOOPBACK).withoutLink(), datagram);
  }

  @Test
  void interfaceHasItsProgramInTheModeThatWasAskedFor() throws IOException {
    int id = skel.progs.on_generic.info().id();
    try (VethPair pair = VethPair.create()) {
      Xdp on = Xdp.on(pair.name());
      assertThat(on.query().id(XdpMode.ANY)).isEqualTo(0);
      for (Xdp how : new Xdp[] {on, on.withoutLink()}) {
        try (BpfLink link = skel.progs.on_generic.attach(how.mode(XdpMode.GENERIC))) {
          assertThat(link.isOpen()).isTrue();
          XdpPrograms there = on.query();
          assertThat(there.genericId()).isEqualTo(id);
          assertThat(there.nativeId()).isEqualTo(0);
          assertThat(there.id(XdpMode.ANY)).isEqualTo(id);
          assertThat(on.mode(XdpMode.GENERIC).queryId()).isEqualTo(id);
          assertThat(on.mode(XdpMode.NATIVE).queryId()).isEqualTo(0);
        }
        try (BpfLink link = skel.progs.on_generic.attach(how.mode(XdpMode.NATIVE))) {
          assertThat(link.isOpen()).isTrue();
          assertThat(on.query().nativeId()).isEqualTo(id);
          assertThat(on.query().genericId()).isEqualTo(0);
          BpfException refusal =
              assertThrows(
                  BpfException.class,
                  () -> skel.progs.on_second_generic.attach(how.mode(XdpMode.GENERIC)));
          assertThat(refusal).hasMessageThat().contains("an XDP program of the other mode");
        }
      }
      assertThat(on.query().id(XdpMode.ANY)).isEqualTo(0);
    }
  }

  @Test
  void driverTellsWhatItCan() throws IOException {
    RunningKernel.assumeLinux(6, 3);
    try (VethPair pair = VethPair.create()) {
      XdpPrograms veth = Xdp.on(pair.name()).query();
      assertThat(veth.has(Feature.BASIC)).isTrue();
      assertThat(veth.has(Feature.REDIRECT)).isTrue();
      assertThat(veth.has(Feature.HW_OFFLOAD)).isFalse();
    }
    assertThat(Xdp.on(LOOPBACK).query().has(Feature.BASIC)).isFalse();
  }

  @Test
  void modeThatTheDriverLacksIsRefused() {
    for (XdpMode mode : new XdpMode[] {XdpMode.NATIVE, XdpMode.OFFLOAD}) {
      for (Xdp how : new Xdp[] {Xdp.on(LOOPBACK), Xdp.on(LOOPBACK).withoutLink()}) {
        BpfException refusal =
            assertThrows(BpfException.class, () -> skel.progs.on_generic.attach(how.mode(mode)));
        assertThat(refusal.kind())
            .isAnyOf(BpfException.Kind.NOT_SUPPORTED, BpfException.Kind.INVALID);
        assertThat(refusal).hasMessageThat().contains("driver");
      }
    }
  }

  @Test
  void programThatIsThereStaysUnlessItIsTheExpectedOne() throws IOException {
    int first = skel.progs.on_generic.info().id();
    int second = skel.progs.on_second_generic.info().id();
    try (VethPair pair = VethPair.create()) {
      Xdp on = Xdp.on(pair.name());
      BpfLink link = skel.progs.on_generic.attach(on.withoutLink());
      BpfException busy =
          assertThrows(
              BpfException.class, () -> skel.progs.on_second_generic.attach(on.withoutLink()));
      assertThat(busy.errnoName()).isEqualTo("EBUSY");
      BpfException other =
          assertThrows(
              BpfException.class, () -> skel.progs.on_second_generic.attach(on.replacing(second)));
      assertThat(other).hasMessageThat().contains("another XDP program than " + second);
      assertThat(
              assertThrows(
                      BpfException.class,
                      () -> skel.progs.on_second_generic.attach(on.replacing(Integer.MAX_VALUE)))
                  .getMessage())
          .contains("there is no program " + Integer.MAX_VALUE);
      assertThat(on.queryId()).isEqualTo(first);

      try (BpfLink replacing = skel.progs.on_second_generic.attach(on.replacing(first))) {
        assertThat(replacing.isOpen()).isTrue();
        assertThat(on.queryId()).isEqualTo(second);
        assertThat(
                assertThrows(BpfException.class, () -> link.update(skel.progs.on_generic))
                    .getMessage())
            .contains("another XDP program than the expected one");
        link.close(); // which has nothing there any more
        assertThat(on.queryId()).isEqualTo(second);
      }
      assertThat(on.queryId()).isEqualTo(0);
    }
  }

  @Test
  void programOfALinkCannotBeReplacedByNetlink() throws IOException {
    int id = skel.progs.on_generic.info().id();
    try (VethPair pair = VethPair.create();
        BpfLink link = skel.progs.on_generic.attach(Xdp.on(pair.name()))) {
      assertThat(link.info().type()).isEqualTo(LinkType.XDP);
      BpfException refusal =
          assertThrows(
              BpfException.class,
              () -> skel.progs.on_second_generic.attach(Xdp.on(pair.name()).replacing(id)));
      assertThat(refusal.errnoName()).isEqualTo("EBUSY");
      assertThat(Xdp.on(pair.name()).queryId()).isEqualTo(id);
      link.update(skel.progs.on_second_generic, id);
      assertThat(
              assertThrows(BpfException.class, () -> link.update(skel.progs.on_generic, id))
                  .getMessage())
          .contains("another program than " + id + " is behind the link");
    }
  }

  @Test
  void programWithoutALinkIsReplacedByOneThatMayGo() throws IOException {
    try (BpfLink link = skel.progs.on_generic.attach(Xdp.on(LOOPBACK).withoutLink())) {
      link.update(skel.progs.on_second_generic);
      assertThat(runs("generic")).isEqualTo(0);
      assertThat(runs("second_generic")).isEqualTo(1);
      try (TrafficSkel other = TrafficSkel.openAndLoad()) {
        link.update(other.progs.on_generic);
      }
      assertThat(runs("second_generic")).isEqualTo(0);
      BpfException none = assertThrows(BpfException.class, () -> link.pin(Path.of("/x")));
      assertThat(none)
          .hasMessageThat()
          .contains("it has no link in the kernel: bpf_xdp_attach makes none");
    }
    assertThat(Xdp.on(LOOPBACK).queryId()).isEqualTo(0);
  }

  @Test
  void interfaceMayVanish() throws IOException {
    try (VethPair pair = VethPair.create()) {
      BpfLink linked = skel.progs.on_generic.attach(Xdp.on(pair.name()));
      BpfLink unlinked = skel.progs.on_second_generic.attach(Xdp.on(pair.peer()).withoutLink());
      pair.remove();
      assertThrows(BpfException.class, () -> unlinked.update(skel.progs.on_generic));
      unlinked.detach();
      unlinked.close();
      linked.close();
      assertThat(assertThrows(BpfException.class, () -> Xdp.on(pair.name()).query()).getMessage())
          .contains("has no such interface");
    }
  }

  @Test
  void programsEndWithTheirSkeleton() throws IOException {
    try (VethPair pair = VethPair.create()) {
      skel.progs.on_generic.attach(Xdp.on(pair.name()));
      BpfLink link = skel.progs.on_generic.attach(Xdp.on(pair.peer()).withoutLink());
      skel.close();
      link.close();
      assertThat(Xdp.on(pair.name()).queryId()).isEqualTo(0);
      assertThat(Xdp.on(pair.peer()).queryId()).isEqualTo(0);
    }
  }
}
