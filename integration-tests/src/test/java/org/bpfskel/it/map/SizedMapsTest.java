package org.bpfskel.it.map;

import static com.google.common.truth.Truth.assertThat;

import java.util.Objects;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.TestRun;
import org.bpfskel.it.NeedsKernel;
import org.junit.jupiter.api.Test;

/** Maps that C declares by sizes alone, with the types that the annotation gives them. */
@BpfSkeleton(
    value = "bpf/maps_sized.bpf.o",
    name = "SizedMapsSkel",
    mapTypes = {"seen.key = __u32", "seen.value = struct seen"})
@NeedsKernel
final class SizedMapsTest {
  @Test
  void valueThatAProgramWroteIsReadByItsType() {
    try (SizedMapsSkel skel = SizedMapsSkel.openAndLoad()) {
      skel.progs.see.testRun(TestRun.builder().dataIn(new byte[64]).build());

      SizedMapsSkel.Seen seen = Objects.requireNonNull(skel.maps.seen.get(64));
      assertThat(seen.length).isEqualTo(64);
      assertThat(seen.label).isEqualTo("seen");
      assertThat(skel.maps.unnamed.get(new byte[4])).isNull();
    }
  }
}
