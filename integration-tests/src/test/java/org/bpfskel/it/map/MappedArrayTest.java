package org.bpfskel.it.map;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.bpfskel.BpfException;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.TestRun;
import org.bpfskel.data.IntVar;
import org.bpfskel.data.LongVar;
import org.bpfskel.data.StructVar;
import org.bpfskel.data.ValueVar;
import org.bpfskel.it.NeedsKernel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Elements of arrays in the memory that programs use. */
@BpfSkeleton(value = "bpf/maps_mapped.bpf.o", name = "MappedSkel")
@NeedsKernel
final class MappedArrayTest {
  private static final int LAST = 999;

  private MappedSkel skel;

  @BeforeEach
  void open() {
    skel = MappedSkel.openAndLoad();
  }

  @AfterEach
  void close() {
    skel.close();
  }

  private void touch() {
    skel.progs.touch.testRun(TestRun.builder().dataIn(new byte[64]).build());
  }

  @Test
  void programAndJavaUseTheSameMemory() {
    LongVar number = skel.maps.longs.mappedLong(LAST);
    IntVar half = skel.maps.ints.mappedInt(LAST);
    number.set(40);
    half.getAndAdd(40);
    touch();
    assertThat(number.get()).isEqualTo(41);
    assertThat(half.getAndAdd(0)).isEqualTo(42);
    assertThat(skel.maps.longs.get(LAST)).isEqualTo(41);
    assertThat(skel.maps.ints.get(LAST)).isEqualTo(42);
    assertThat(number.name()).isEqualTo("longs[999]");
  }

  @Test
  void elementsOfEightAndOfFewerBytesAreFoundByTheirIndex() {
    for (int i = 0; i <= LAST; i++) {
      skel.maps.ints.put(i, i * 7);
    }
    for (int i = 0; i <= LAST; i++) {
      assertThat(skel.maps.ints.mapped(i).get()).isEqualTo(i * 7);
    }
    skel.maps.ints.mapped(5).set(-1);
    assertThat(skel.maps.ints.get(5)).isEqualTo(-1);
    assertThat(skel.maps.ints.get(6)).isEqualTo(42);
  }

  @Test
  void structsAndTheirMembersAreTyped() {
    MappedSkel.Cell.Members cell =
        skel.maps.cells.mappedMembers(LAST, MappedSkel.Cell.Members::new);
    cell.hits.set(100);
    touch();
    ValueVar<MappedSkel.Cell> whole = skel.maps.cells.mapped(LAST);
    assertThat(whole).isInstanceOf(StructVar.class);
    assertThat(whole.get().hits).isEqualTo(103);
    assertThat(cell.label.get()).isEqualTo("touched");
    MappedSkel.Cell changed = whole.get();
    changed.label = "java";
    whole.set(changed);
    assertThat(skel.maps.cells.get(LAST)).isEqualTo(changed);
  }

  @Test
  void handlesStayAfterCloseAndNewOnesAreRefused() {
    LongVar number = skel.maps.longs.mappedLong(LAST);
    touch();
    skel.close();
    assertThat(number.get()).isEqualTo(1);
    number.set(5);
    assertThat(number.get()).isEqualTo(5);
    assertThrows(IllegalStateException.class, () -> skel.maps.longs.mappedLong(LAST));
  }

  @Test
  void beforeLoadThereIsNoMemory() {
    try (MappedSkel unloaded = MappedSkel.open()) {
      assertThrows(IllegalStateException.class, () -> unloaded.maps.longs.mapped(0));
    }
  }

  @Test
  void whatIsNotThereIsRefused() {
    assertThrows(IndexOutOfBoundsException.class, () -> skel.maps.longs.mapped(1000));
    assertThrows(IndexOutOfBoundsException.class, () -> skel.maps.longs.mapped(-1));
    IllegalArgumentException size =
        assertThrows(IllegalArgumentException.class, () -> skel.maps.ints.mappedLong(0));
    assertThat(size).hasMessageThat().contains("a value is 4 bytes, not an integer of 8");
    IllegalArgumentException members =
        assertThrows(
            IllegalArgumentException.class,
            () -> skel.maps.ints.mappedMembers(0, MappedSkel.Cell.Members::new));
    assertThat(members).hasMessageThat().contains("its values are no structs");
    BpfException flag = assertThrows(BpfException.class, () -> skel.maps.unmapped.mapped(0));
    assertThat(flag).hasMessageThat().contains("BPF_F_MMAPABLE");
  }

  @Test
  void mappedArrayCannotBeFrozenNorFrozenOneMapped() {
    skel.maps.longs.mapped(0);
    BpfException busy = assertThrows(BpfException.class, () -> skel.maps.longs.freeze());
    assertThat(busy.errnoName()).isEqualTo("EBUSY");
    skel.maps.ints.freeze();
    BpfException e = assertThrows(BpfException.class, () -> skel.maps.ints.mapped(0));
    assertThat(e).hasMessageThat().contains("the map is frozen");
  }
}
