package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Objects;
import org.bpfskel.BpfLink;
import org.bpfskel.attach.Tc;
import org.junit.jupiter.api.Test;

/** What attach() leaves unattached, and why. */
@NeedsKernel
final class UnattachedTest {
  private static final String NO_LINK =
      "attach() was not called, did not come to it, or its link was closed";

  @Test
  void programsWithoutAPlaceAreToldWithTheirSection() throws IOException {
    try (TrafficSkel skel = TrafficSkel.openAndLoad();
        VethPair pair = VethPair.create()) {
      skel.attach();
      assertThat(skel.unattached()).hasSize(skel.object().programs().size());
      assertThat(skel.unattached())
          .containsEntry(
              "on_tc",
              "SEC(\"tc\") does not say where: attach it to a target of org.bpfskel.attach");
      assertThat(skel.unattached()).containsEntry("on_verdict", "load left it out");
      try (BpfLink link = skel.progs.on_tc.attach(Tc.ingress(pair.name()))) {
        assertThat(link.isOpen()).isTrue();
        assertThat(skel.unattached()).doesNotContainKey("on_tc");
      }
      assertThat(skel.unattached()).containsKey("on_tc");
    }
  }

  @Test
  void programWithAPlaceIsToldWhileItHasNoLink() {
    TracepointSkel skel = TracepointSkel.openAndLoad();
    try (skel) {
      assertThat(skel.unattached()).containsExactly("on_sys_enter", NO_LINK);
      skel.attach();
      assertThat(skel.unattached()).isEmpty();
      Objects.requireNonNull(skel.links.on_sys_enter).close();
      assertThat(skel.unattached()).containsExactly("on_sys_enter", NO_LINK);
      skel.progs.on_sys_enter.setAutoattach(false);
      assertThat(skel.unattached())
          .containsExactly("on_sys_enter", "setAutoattach(false) keeps attach() from it");
      assertThrows(UnsupportedOperationException.class, () -> skel.unattached().clear());
    }
    assertThrows(IllegalStateException.class, skel::unattached);
  }

  @Test
  void variablesOfStructOpsAreToldAndTheirCallbacksAreNot() {
    try (TcpCcSkel skel = TcpCcSkel.openAndLoad()) {
      assertThat(skel.unattached()).containsEntry("tuned", NO_LINK);
      assertThat(skel.unattached().keySet())
          .containsNoneIn(
              skel.object().programs().stream().map(program -> program.name()).toList());
    }
  }
}
