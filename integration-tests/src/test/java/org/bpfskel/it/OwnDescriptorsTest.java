package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bpfskel.BpfLink;
import org.bpfskel.attach.Xdp;
import org.junit.jupiter.api.Test;

/** The descriptors of maps, programs and links, which their objects own. */
@NeedsKernel
final class OwnDescriptorsTest {
  @Test
  void descriptorLeadsToTheKernelsMapProgramAndLink() throws IOException {
    try (NetworkSkel skel = NetworkSkel.openAndLoad();
        BpfLink link = skel.progs.on_xdp.attach(Xdp.on("lo"))) {
      assertThat(told(skel.maps.bss.fd())).contains("map_id:\t" + skel.maps.bss.info().id());
      assertThat(told(skel.progs.on_xdp.fd()))
          .contains("prog_id:\t" + skel.progs.on_xdp.info().id());
      assertThat(told(link.fd())).contains("link_id:\t" + link.info().id());
    }
  }

  @Test
  void descriptorIsHadBetweenLoadAndCloseOnly() {
    NetworkSkel skel = NetworkSkel.open();
    assertRefused(skel.maps.bss::fd, "fd of map ", "before load");
    assertRefused(skel.progs.on_xdp::fd, "fd of program on_xdp", "before load");
    skel.load();
    BpfLink link = skel.progs.on_xdp.attach(Xdp.on("lo"));
    link.close();
    assertRefused(link::fd, "link of on_xdp", "is closed");
    skel.close();
    assertRefused(skel.maps.bss::fd, "fd of map ", "after close");
    assertRefused(skel.progs.on_xdp::fd, "fd of program on_xdp", "after close");
  }

  private static void assertRefused(Runnable call, String what, String when) {
    IllegalStateException e = assertThrows(IllegalStateException.class, call::run);
    assertThat(e).hasMessageThat().contains(what);
    assertThat(e).hasMessageThat().contains(when);
  }

  /** What Linux tells of a descriptor of this process. */
  private static String told(int fd) throws IOException {
    return Files.readString(Path.of("/proc/self/fdinfo/" + fd));
  }
}
