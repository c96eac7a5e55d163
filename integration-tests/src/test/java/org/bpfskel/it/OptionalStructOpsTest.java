package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.util.Objects;
import org.bpfskel.BpfLink;
import org.bpfskel.BpfSkeleton;
import org.junit.jupiter.api.Test;

/** Several struct_ops variables of one object: with link, without, and optional. */
@NeedsKernel
@BpfSkeleton("bpf/optional.bpf.o")
final class OptionalStructOpsTest {

  @Test
  void optionalVariablesAreLeftOut() {
    try (OptionalSkel skel = OptionalSkel.openAndLoad()) {
      skel.attach();
      assertThat(skel.maps.dummy.options().autocreate()).isFalse();
      assertThat(skel.links.dummy).isNull();
      assertThat(skel.links.unheard_of).isNull();
      assertThat(skel.progs.decide.autoload()).isFalse();
    }
  }

  @Test
  void everyOtherVariableIsAttached() throws IOException {
    try (OptionalSkel skel = OptionalSkel.openAndLoad()) {
      skel.attach();
      assertThat(CongestionControls.available())
          .containsAtLeast("bpf_first", "bpf_second", "bpf_plain");
      skel.detach();
      assertThat(CongestionControls.available())
          .containsNoneOf("bpf_first", "bpf_second", "bpf_plain");
    }
  }

  @Test
  void oneVariableIsDetachedByItsLink() throws IOException {
    try (OptionalSkel skel = OptionalSkel.openAndLoad()) {
      skel.attach();
      Objects.requireNonNull(skel.links.linked_first).close();
      assertThat(CongestionControls.available()).doesNotContain("bpf_first");
      assertThat(CongestionControls.available()).contains("bpf_second");
    }
  }

  @Test
  void attachKeepsALinkThatIsThere() {
    try (OptionalSkel skel = OptionalSkel.openAndLoad()) {
      BpfLink first = skel.maps.linked_first.attachStructOps();
      skel.links.linked_first = first;
      skel.attach();
      assertThat(skel.links.linked_first).isSameInstanceAs(first);
      skel.detach();
      assertThat(first.isOpen()).isFalse();
    }
  }
}
