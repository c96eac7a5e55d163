package org.bpfskel.it.map;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.bpfskel.BpfException;
import org.bpfskel.BpfObject;
import org.bpfskel.data.Codec;
import org.bpfskel.it.NeedsKernel;
import org.bpfskel.map.BpfArray;
import org.bpfskel.map.BpfCgroupArray;
import org.bpfskel.map.BpfHashMap;
import org.bpfskel.map.BpfProgramArray;
import org.bpfskel.map.BpfStackTraces;
import org.junit.jupiter.api.Test;

/** Maps that refer to other things of the kernel: programs, cgroups, call stacks. */
@NeedsKernel
final class ReferencesTest {
  private static final int WITHOUT = 1;
  private static final int WITH = 2;
  private static final int IN_GROUP = 3;

  @Test
  void tailCallGoesToTheProgramThatWasPut() {
    try (BpfObject object = Maps.open(Maps.GENERAL, "caller", "counts", "next")) {
      object.program("use_next").setAutoload(true);
      object.program("called_next").setAutoload(true);
      object.load();
      BpfProgramArray next = BpfProgramArray.of(object.map("next"));
      BpfHashMap<Integer, Long> counts =
          BpfHashMap.of(object.map("counts"), Codec.INT32, Codec.INT64);

      assertThat(next.programId(1)).isEqualTo(OptionalInt.empty());
      Caller.call(object, "use_next", 1);
      next.put(1, object.program("called_next"));
      assertThat(next.programId(1).isPresent()).isTrue();
      Caller.call(object, "use_next", 2);
      assertThat(next.remove(1)).isTrue();
      assertThat(next.remove(1)).isFalse();
      Caller.call(object, "use_next", 1);

      assertThat(counts.get(WITHOUT)).isEqualTo(2L);
      assertThat(counts.get(WITH)).isEqualTo(2L);
    }
  }

  @Test
  void programThatWasNotLoadedCannotBePut() {
    try (BpfObject object =
        Maps.loadWithProgram(Maps.GENERAL, "use_next", "caller", "counts", "next")) {
      BpfProgramArray next = BpfProgramArray.of(object.map("next"));
      IllegalStateException e =
          assertThrows(
              IllegalStateException.class, () -> next.put(0, object.program("called_next")));
      assertThat(e).hasMessageThat().contains("load left program called_next out");
    }
  }

  @Test
  void programAsksAboutTheCgroupThatWasPut() throws IOException {
    Path root = Cgroups.root();
    assumeTrue(root != null, "no cgroup file system of version 2 is mounted");
    try (BpfObject object =
        Maps.loadWithProgram(Maps.GENERAL, "use_groups", "caller", "counts", "groups")) {
      BpfCgroupArray groups = BpfCgroupArray.of(object.map("groups"));
      BpfHashMap<Integer, Long> counts =
          BpfHashMap.of(object.map("counts"), Codec.INT32, Codec.INT64);
      Caller.call(object, "use_groups", 1);
      assertThat(counts.get(IN_GROUP)).isNull();
      groups.put(0, root);
      Caller.call(object, "use_groups", 1);
      assertThat(counts.get(IN_GROUP)).isEqualTo(1L);
      assertThat(groups.remove(0)).isTrue();
      BpfException e =
          assertThrows(BpfException.class, () -> groups.put(0, Path.of("/no/such/cgroup")));
      assertThat(e).hasMessageThat().startsWith("open failed for /no/such/cgroup: ENOENT");
    }
  }

  @Test
  void stackIsFoundByItsNumber() {
    try (BpfObject object =
        Maps.loadWithProgram(Maps.GENERAL, "use_stacks", "caller", "slots", "stacks")) {
      BpfStackTraces stacks = BpfStackTraces.of(object.map("stacks"));
      assertThat(stacks.keys()).isEmpty();
      Caller.call(object, "use_stacks", 1);
      BpfArray<Long> slots = BpfArray.of(object.map("slots"), Codec.INT64);
      int id = Math.toIntExact(slots.getLong(0, -1));
      assertThat(id).isAtLeast(0);
      assertThat(stacks.keys()).containsExactly(id);
      assertThat(stacks.get(id)).isNotEmpty();
      assertThat(stacks.remove(id)).isTrue();
      assertThat(stacks.get(id)).isNull();
    }
  }
}
