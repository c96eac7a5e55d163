package org.bpfskel.it.map;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bpfskel.BpfException;
import org.bpfskel.BpfMap;
import org.bpfskel.BpfObject;
import org.bpfskel.data.Codec;
import org.bpfskel.it.BpfFileSystem;
import org.bpfskel.it.NeedsBpfFileSystem;
import org.bpfskel.it.NeedsKernel;
import org.bpfskel.map.BpfHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Maps that outlive their object in a BPF file system, and maps that objects share. */
@NeedsKernel
@NeedsBpfFileSystem
final class PinningTest {
  private BpfFileSystem bpf;
  private Path pin;

  @BeforeEach
  void mount() throws IOException {
    bpf = BpfFileSystem.mount();
    pin = bpf.root().resolve("counts");
  }

  @AfterEach
  void unmount() throws IOException {
    bpf.close();
  }

  private static BpfHashMap<Integer, Long> counts(BpfObject object) {
    return BpfHashMap.of(object.map("counts"), Codec.INT32, Codec.INT64);
  }

  @Test
  void pinnedMapOutlivesItsObject() {
    try (BpfObject object = Maps.load(Maps.GENERAL, "counts")) {
      counts(object).put(1, 5L);
      counts(object).pin(pin);
      assertThat(counts(object).isPinned()).isTrue();
      assertThat(counts(object).pinPath()).isEqualTo(pin);
    }
    try (BpfObject object = Maps.open(Maps.GENERAL, "counts")) {
      counts(object).options().reusePinned(pin);
      object.load();
      assertThat(counts(object).get(1)).isEqualTo(5L);
    }
  }

  @Test
  void loadPinsWhereItIsToldAndFindsItThere() {
    for (long expected = 1; expected <= 2; expected++) {
      try (BpfObject object = Maps.open(Maps.GENERAL, "counts")) {
        counts(object).options().setPinPath(pin);
        object.load();
        Long before = counts(object).get(1);
        counts(object).put(1, before == null ? 1 : before + 1);
        assertThat(counts(object).get(1)).isEqualTo(expected);
        assertThat(Files.exists(pin)).isTrue();
      }
    }
  }

  @Test
  void unpinnedMapGoesWithItsObject() {
    try (BpfObject object = Maps.load(Maps.GENERAL, "counts")) {
      counts(object).pin(pin);
      counts(object).unpin();
      assertThat(counts(object).isPinned()).isFalse();
      assertThat(Files.exists(pin)).isFalse();
      assertThrows(BpfException.class, () -> counts(object).unpin());
    }
  }

  @Test
  void mapOfOtherSizesIsNotReused() {
    try (BpfObject object = Maps.load(Maps.GENERAL, "slots")) {
      object.map("slots").pin(pin);
    }
    try (BpfObject object = Maps.open(Maps.GENERAL, "flows")) {
      BpfException e =
          assertThrows(BpfException.class, () -> object.map("flows").options().reusePinned(pin));
      assertThat(e)
          .hasMessageThat()
          .contains(
              "the map to be used is BPF_MAP_TYPE_ARRAY, key 4 bytes, value 8 bytes, 16 entries;"
                  + " this one is BPF_MAP_TYPE_HASH, key 8 bytes, value 16 bytes, 64 entries");
      BpfException none =
          assertThrows(
              BpfException.class,
              () -> object.map("flows").options().reusePinned(Path.of(pin + "-none")));
      assertThat(none.errnoName()).isEqualTo("ENOENT");
    }
  }

  @Test
  void objectsShareAMap() {
    try (BpfObject second = Maps.open(Maps.GENERAL, "counts")) {
      try (BpfObject first = Maps.load(Maps.GENERAL, "counts")) {
        counts(first).put(1, 5L);
        counts(second).options().reuse(first.map("counts"));
        second.load();
        counts(second).put(2, 6L);
        assertThat(counts(first).get(2)).isEqualTo(6L);
        assertThat(counts(second).info().id()).isEqualTo(counts(first).info().id());
      }
      assertThat(counts(second).get(1)).isEqualTo(5L);
    }
  }

  /** libbpf takes over the number of entries, and at close would unmap as many. */
  @Test
  void variablesTakeNoMapOfManyEntries() {
    try (BpfObject variables = Maps.open("bpf/globals.bpf.o", ".bss.counters");
        BpfObject many = Maps.load(Maps.GENERAL, "slots")) {
      BpfMap section = variables.map(".bss.counters");
      BpfException e =
          assertThrows(BpfException.class, () -> section.options().reuse(many.map("slots")));
      assertThat(e)
          .hasMessageThat()
          .contains(
              "16 entries; this one is BPF_MAP_TYPE_ARRAY, key 4 bytes, value 8 bytes, 1 entries");
    }
  }

  @Test
  void pathThatCannotBeLeavesTheMapUnpinned() {
    try (BpfObject object = Maps.load(Maps.GENERAL, "counts")) {
      Path dotted = bpf.root().resolve("counts.old");
      BpfException dot = assertThrows(BpfException.class, () -> counts(object).pin(dotted));
      assertThat(dot).hasMessageThat().contains("takes no name with a dot, and counts.old has one");
      assertThat(dot).hasMessageThat().doesNotContain("needs root");

      BpfException deep =
          assertThrows(
              BpfException.class, () -> counts(object).pin(bpf.root().resolve("no/such/folder")));
      assertThat(deep).hasMessageThat().contains("there is no folder " + bpf.root().resolve("no"));
      BpfException elsewhere =
          assertThrows(BpfException.class, () -> counts(object).pin(Path.of("/proc/counts")));
      assertThat(elsewhere.object()).isEqualTo("counts");

      assertThat(counts(object).pinPath()).isNull();
      counts(object).pin(pin);
      assertThat(counts(object).pinPath()).isEqualTo(pin);
      assertThat(Files.exists(pin)).isTrue();
    }
  }

  @Test
  void mapIsPinnedAtAnotherPlaceOnceItWasUnpinned() {
    try (BpfObject object = Maps.load(Maps.GENERAL, "counts")) {
      Path other = bpf.root().resolve("other");
      counts(object).pin(pin);
      BpfException twice = assertThrows(BpfException.class, () -> counts(object).pin(other));
      assertThat(twice).hasMessageThat().contains("it is pinned at " + pin + " already");
      counts(object).unpin();
      counts(object).pin(other);
      assertThat(counts(object).pinPath()).isEqualTo(other);
      assertThat(Files.exists(pin)).isFalse();
      assertThat(Files.exists(other)).isTrue();
    }
  }

  @Test
  void mapWhosePinSomebodyElseRemovedIsPinnedAgain() throws IOException {
    try (BpfObject object = Maps.load(Maps.GENERAL, "counts")) {
      counts(object).pin(pin);
      Files.delete(pin);
      BpfException gone = assertThrows(BpfException.class, () -> counts(object).unpin());
      assertThat(gone).hasMessageThat().contains("somebody has removed " + pin + "; pin() makes");

      counts(object).pin(pin);
      assertThat(Files.exists(pin)).isTrue();
      Files.delete(pin);
      Path other = bpf.root().resolve("folder/other");
      assertThrows(
          BpfException.class, () -> counts(object).pin(bpf.root().resolve("no/such/folder")));
      counts(object).pin(other);
      assertThat(Files.exists(other)).isTrue();
      assertThat(counts(object).pinPath()).isEqualTo(other);
      counts(object).unpin();
      assertThat(Files.exists(other)).isFalse();
      assertThat(counts(object).isPinned()).isFalse();
    }
  }

  @Test
  void loadSaysThatThePinPathHasADot() {
    try (BpfObject object = Maps.open(Maps.GENERAL, "counts")) {
      counts(object).options().setPinPath(bpf.root().resolve("counts.old"));
      BpfException e = assertThrows(BpfException.class, object::load);
      assertThat(e).hasMessageThat().contains("takes no name with a dot, and counts.old has one");
    }
  }
}
