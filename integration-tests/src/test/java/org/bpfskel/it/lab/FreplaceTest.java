package org.bpfskel.it.lab;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import org.bpfskel.BpfException;
import org.bpfskel.BpfLink;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.LinkType;
import org.bpfskel.attach.Freplace;
import org.bpfskel.attach.Xdp;
import org.bpfskel.it.Datagrams;
import org.bpfskel.it.Globals;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A function of one program that another one takes the place of. */
@Tag("lab-debian")
@Tag("lab-newest")
@BpfSkeleton("bpf/freplace.bpf.o")
class FreplaceTest {
  private final Datagrams datagram =
      new Datagrams(ThreadLocalRandom.current().nextInt(9_000, 60_000));

  @Test
  void functionOfALoadedProgramIsReplacedUntilTheLinkIsClosed() throws IOException {
    try (NetworkSkel network = NetworkSkel.openAndLoad();
        FreplaceSkel skel = FreplaceSkel.open();
        BpfLink xdp = network.progs.on_xdp.attach(Xdp.on("lo"))) {
      new Globals(network.object()).set("payload", datagram.payload());
      skel.progs.new_verdict.options().setAttachTarget(network.progs.on_xdp, "verdict");
      skel.load();
      Globals globals = new Globals(skel.object());
      datagram.run();
      assertThat(globals.get("verdict_runs")).isEqualTo(0);

      try (BpfLink link = skel.progs.new_verdict.attach(Freplace.asLoaded())) {
        assertThat(xdp.isOpen()).isTrue();
        datagram.run();
        assertThat(globals.get("verdict_runs")).isAtLeast(1);
        assertThat(link.info().type()).isEqualTo(LinkType.TRACING);
      }
      int runs = globals.get("verdict_runs");
      datagram.run();
      assertThat(globals.get("verdict_runs")).isEqualTo(runs);

      skel.progs.new_verdict.attach(Freplace.of(network.progs.on_xdp, "verdict")).close();
    }
  }

  @Test
  void targetMayBeClosedBeforeTheLoadAndIsNamedWhenItHasNoSuchFunction() {
    NetworkSkel network = NetworkSkel.openAndLoad();
    try (FreplaceSkel skel = FreplaceSkel.open()) {
      BpfException refusal =
          assertThrows(
              BpfException.class,
              () ->
                  skel.progs
                      .new_verdict
                      .options()
                      .setAttachTarget(network.progs.on_xdp, "no_such"));
      assertThat(refusal).hasMessageThat().contains("no_such");
      skel.progs.new_verdict.options().setAttachTarget(network.progs.on_xdp, "verdict");
      network.close();
      skel.load();
    } finally {
      network.close();
    }
  }
}
