package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.NoSuchElementException;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.TestRun;
import org.bpfskel.data.ArrayVar;
import org.bpfskel.data.IntVar;
import org.bpfskel.data.LongVar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arrays that get their length before load, and programs that find all of it. */
@BpfSkeleton(value = "bpf/growing.bpf.o", name = "GrowingSkel")
@NeedsKernel
final class GrowingArraysTest {
  private GrowingSkel skel;

  @BeforeEach
  void open() {
    skel = GrowingSkel.open();
    skel.progs.send.setAutoload(false);
    skel.maps.events.options().setAutocreate(false);
  }

  @AfterEach
  void close() {
    skel.close();
  }

  private void growAll() {
    skel.maps.data_samples.grow("samples", 8);
    skel.maps.rodata_limits.grow("limits", 8);
    skel.maps.bss_slots.grow("slots", 8);
    skel.maps.bss_rows.grow("rows", 8);
    skel.maps.data_dump.grow("dump", 16);
  }

  @Test
  void programUsesElementsThatCDoesNotHave() {
    ArrayVar<long[], LongVar> samples = skel.data_samples.samples;
    growAll();
    assertThat(samples.length()).isEqualTo(8);
    assertThat(samples.get()).isEqualTo(new long[] {11, 0, 0, 0, 0, 0, 0, 0});
    samples.at(0).set(100);
    skel.rodata_limits.limits.set(new int[] {3, 0, 0, 0, 0, 0, 0, 1000});
    skel.data_dump.dump.set("before load");
    skel.load();
    assertThat(skel.data_dump.dump.get()).isEqualTo("before load");
    skel.progs.fill.testRun(TestRun.builder().dataIn(new byte[64]).build());

    assertThat(samples.get()).isEqualTo(new long[] {100, 101, 102, 103, 104, 105, 106, 1107});
    assertThat(samples.at(7).get()).isEqualTo(1107);
    assertThat(skel.bss_slots.slots.get()).hasLength(8);
    assertThat(skel.bss_slots.slots.at(7).get().value).isEqualTo(70);
    assertThat(skel.bss_slots.slots.at(7).members().int64("value").get()).isEqualTo(70);
    assertThat(skel.bss_rows.rows.lengths()).containsExactly(8, 4).inOrder();
    assertThat(skel.bss_rows.rows.get()[7]).isEqualTo(new int[] {0, 7, 0, 0});
    assertThat(skel.data_dump.dump.get()).isEqualTo("bcdefghload");
    assertThat(skel.data_dump.dump.view().capacity()).isEqualTo(16);
    assertThat(skel.maps.data_samples.valueSize()).isEqualTo(64);
  }

  @Test
  void handlesByNameHaveTheNewLengthToo() {
    ArrayVar<long[], LongVar> before = skel.maps.data_samples.variables().int64s("samples");
    growAll();
    ArrayVar<long[], LongVar> after = skel.maps.data_samples.variables().int64s("samples");
    after.at(5).set(55);
    assertThat(before.length()).isEqualTo(8);
    assertThat(before.get()[5]).isEqualTo(55);
    assertThat(skel.maps.data_samples.initialValue()).hasLength(64);
    assertThat(skel.maps.data_samples.structLayout().size()).isEqualTo(64);
  }

  @Test
  void growsMoreThanOnceButNeverShrinks() {
    skel.maps.data_samples.grow("samples", 4);
    skel.data_samples.samples.at(3).set(33);
    skel.maps.data_samples.grow("samples", 1 << 20);
    assertThat(skel.data_samples.samples.get()).hasLength(1 << 20);
    assertThat(skel.data_samples.samples.at(3).get()).isEqualTo(33);
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> skel.maps.data_samples.grow("samples", 7));
    assertThat(e).hasMessageThat().contains("has 1048576 elements, and cannot have 7");
  }

  @Test
  void valuesStayAfterClose() {
    growAll();
    skel.load();
    skel.progs.fill.testRun(TestRun.builder().dataIn(new byte[64]).build());
    skel.close();
    assertThat(skel.data_samples.samples.get()[7]).isEqualTo(18);
  }

  @Test
  void withoutItTheVerifierRefusesTheProgram() {
    assertThrows(org.bpfskel.VerifierException.class, () -> skel.load());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "head | 8 | head in map .data.pair is not the last variable of its section: put it into one",
        "tail | 1 | tail in map .data.pair has 2 elements, and cannot have 1",
        "tail | 2147483647 | tail in map .data.pair has 2 elements, and cannot have 2147483647",
      })
  void whatCannotGrowIsNamed(String variable, int length, String message) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> skel.maps.data_pair.grow(variable, length));
    assertThat(e).hasMessageThat().startsWith(message);
  }

  @Test
  void lastArrayGrowsBehindTheOthers() {
    ArrayVar<int[], IntVar> tail = skel.data_pair.tail;
    skel.maps.data_pair.grow("tail", 3);
    tail.at(2).set(9);
    assertThat(tail.get()).isEqualTo(new int[] {3, 4, 9});
    assertThat(skel.data_pair.head.get()).isEqualTo(new int[] {1, 2});
  }

  @Test
  void numberAndUnknownNameDoNotGrow() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> skel.maps.data_alone.grow("alone", 2));
    assertThat(e).hasMessageThat().contains("and arrays alone grow");
    assertThrows(NoSuchElementException.class, () -> skel.maps.data_alone.grow("nothing", 2));
  }

  @Test
  void afterLoadNothingGrows() {
    growAll();
    skel.load();
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> skel.maps.data_samples.grow("samples", 16));
    assertThat(e).hasMessageThat().contains("after load");
  }
}
