package org.bpfskel.event;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several rings of one buffer, of which some are damaged. */
final class SourcesTest {
  private static final int DAMAGED_FD = 3;
  private static final int GOOD_FD = 4;

  private final PlainRing damaged = new PlainRing(64);
  private final PlainRing good = new PlainRing(64);
  private final List<Integer> taken = new ArrayList<>();
  private final List<Integer> notWaitedFor = new ArrayList<>();
  private final Sources sources = new Sources(notWaitedFor::add);

  private void add(PlainRing ring, int fd) {
    sources.add(ring.reader(RecordSink.bytes(bytes -> taken.add((int) bytes.get()))), fd);
  }

  private int drain(int max) {
    return sources.drain(max, () -> false);
  }

  @Test
  void damagedRingIsToldOfOnceAndTheOthersGoOn() {
    add(damaged, DAMAGED_FD);
    add(good, GOOD_FD);
    damaged.positions(8, 0);
    good.add((byte) 5);
    assertThrows(DamagedRingException.class, () -> drain(10));
    assertThat(notWaitedFor).containsExactly(DAMAGED_FD);
    assertThat(drain(10)).isEqualTo(1);
    assertThat(taken).containsExactly(5);
    assertThat(drain(10)).isEqualTo(0);
  }

  @Test
  void eachCallTellsOfItWhereNoOtherIsLeft() {
    add(damaged, DAMAGED_FD);
    damaged.positions(8, 0);
    DamagedRingException first = assertThrows(DamagedRingException.class, () -> drain(10));
    DamagedRingException second = assertThrows(DamagedRingException.class, () -> drain(10));
    assertThat(second).hasMessageThat().isEqualTo(first.getMessage());
    assertThat(notWaitedFor).containsExactly(DAMAGED_FD);
    add(good, GOOD_FD);
    good.add((byte) 6);
    assertThat(drain(10)).isEqualTo(1);
  }

  @Test
  void ringWhoseConsumerThrowsDoesNotHoldUpTheOthers() {
    sources.add(
        damaged.reader(
            RecordSink.bytes(
                bytes -> {
                  throw new UnsupportedOperationException();
                })),
        DAMAGED_FD);
    add(good, GOOD_FD);
    damaged.add((byte) 1);
    damaged.add((byte) 2);
    good.add((byte) 7);
    assertThrows(UnsupportedOperationException.class, () -> drain(10));
    assertThrows(UnsupportedOperationException.class, () -> drain(10));
    assertThat(taken).containsExactly(7);
  }
}
