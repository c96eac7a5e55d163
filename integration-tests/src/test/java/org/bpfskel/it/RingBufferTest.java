package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.bpfskel.BpfException;
import org.bpfskel.event.Ring;
import org.bpfskel.map.BpfPerfEventArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Records from the kernel through ring buffer maps, in each form. */
@NeedsKernel
@Timeout(60)
final class RingBufferTest extends NumberedRing {
  private static final Duration LONG = Duration.ofSeconds(30);

  @Test
  void everyRecordComesOnceAndInOrderManyTimesRoundTheRing() {
    Sequence sequence = new Sequence();
    events.on(numbered, Numbered::new, sequence::next);
    int sent = 0;
    // The ring has room for 910 of them.
    for (int round = 0; round < 500; round++) {
      program.send(731);
      sent += 731;
      assertThat(events.consume()).isEqualTo(731);
    }
    assertThat(sequence.number).isEqualTo(sent);
    assertThat(events.ring(numbered).consumerPosition()).isEqualTo(sent * 72L);
  }

  /** Takes numbers without a gap. */
  private static final class Sequence {
    private long number;

    void next(Numbered record) {
      if (record.number != number || !record.isWhole()) {
        throw new AssertionError("record " + number + " is " + record);
      }
      number++;
    }
  }

  @Test
  void eachRecordIsANewObject() {
    Set<Numbered> identities = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Numbered> records = new ArrayList<>();
    events.on(numbered, Numbered::new, records::add);
    program.send(10);
    assertThat(events.consume()).isEqualTo(10);
    identities.addAll(records);
    assertThat(identities).hasSize(10);
    assertThat(records.stream().map(record -> record.number).toList())
        .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L)
        .inOrder();
  }

  @Test
  void oneObjectIsFilledAgainForEachRecord() {
    Sequence sequence = new Sequence();
    Numbered one = new Numbered();
    events.onReused(
        numbered,
        one,
        record -> {
          assertThat(record).isSameInstanceAs(one);
          sequence.next(record);
        });
    program.send(100);
    assertThat(events.consume()).isEqualTo(100);
    assertThat(one.number).isEqualTo(99);
  }

  @Test
  void frozenRingIsRefusedForBeingFrozen() {
    numbered.freeze();
    BpfException e = assertThrows(BpfException.class, () -> events.onBytes(numbered, bytes -> {}));
    assertThat(e.kind()).isEqualTo(BpfException.Kind.PERMISSION);
    assertThat(e).hasMessageThat().contains("the map is frozen: user space can only read it");
  }

  @Test
  void bytesAreThoseOfTheRecord() {
    List<Long> numbers = new ArrayList<>();
    events.onBytes(
        numbered,
        bytes -> {
          assertThat(bytes.remaining()).isEqualTo(64);
          numbers.add(bytes.getLong());
        });
    program.send(3);
    assertThat(events.consume()).isEqualTo(3);
    assertThat(numbers).containsExactly(0L, 1L, 2L).inOrder();
  }

  @Test
  void recordsOfAnyLengthAreWholeAcrossTheEndOfTheRing() {
    try (EventProgram other = EventProgram.attached(OBJECT, "order_varied")) {
      List<String> wrong = new ArrayList<>();
      int[] length = {0};
      events.onBytes(
          other.ring("varied"),
          bytes -> {
            length[0] = length[0] % 1024 + 1;
            if (bytes.remaining() != length[0] || !isAll(bytes, (byte) length[0])) {
              wrong.add(length[0] + " bytes: " + bytes);
            }
          });
      for (int i = 0; i < 3 * 1024; i++) {
        other.send(1);
        assertThat(events.consume()).isEqualTo(1);
      }
      assertThat(wrong).isEmpty();
    }
  }

  @Test
  void recordShorterThanItsStructEndsInZeros() {
    try (EventProgram other = EventProgram.attached(OBJECT, "order_varied")) {
      Numbered one = new Numbered();
      List<Numbered> wrong = new ArrayList<>();
      int[] length = {0};
      events.onReused(
          other.ring("varied"),
          one,
          record -> {
            length[0] = length[0] % 1024 + 1;
            if (!record.isRecordOf(length[0])) {
              wrong.add(record);
            }
          });
      // Behind the longest record come the shortest again.
      for (int i = 0; i < 1024 + 70; i++) {
        other.send(1);
        assertThat(events.consume()).isEqualTo(1);
      }
      assertThat(wrong).isEmpty();
    }
  }

  private static boolean isAll(ByteBuffer bytes, byte value) {
    while (bytes.hasRemaining()) {
      if (bytes.get() != value) {
        return false;
      }
    }
    return true;
  }

  @Test
  void discardedRecordsAreSkipped() {
    List<Long> numbers = new ArrayList<>();
    events.on(numbered, Numbered::new, record -> numbers.add(record.number));
    program.send(9, 3);
    assertThat(events.consume()).isEqualTo(6);
    assertThat(numbers).containsExactly(0L, 1L, 3L, 4L, 6L, 7L).inOrder();
  }

  @Test
  void oneBufferTakesFromSeveralMapsOfSeveralObjects() {
    try (EventProgram other = EventProgram.attached(OBJECT, "order_varied")) {
      Sequence sequence = new Sequence();
      List<Integer> lengths = new ArrayList<>();
      events.on(numbered, Numbered::new, sequence::next);
      events.onBytes(other.ring("varied"), bytes -> lengths.add(bytes.remaining()));
      program.send(5);
      other.send(4);
      assertThat(events.poll(LONG)).isEqualTo(9);
      assertThat(sequence.number).isEqualTo(5);
      assertThat(lengths).containsExactly(1, 2, 3, 4).inOrder();
    }
  }

  @Test
  void smallMaximumGivesEachMapItsTurn() {
    try (EventProgram other = EventProgram.attached(OBJECT, "order_varied")) {
      List<String> from = new ArrayList<>();
      events.onBytes(numbered, bytes -> from.add("numbered"));
      events.onBytes(other.ring("varied"), bytes -> from.add("varied"));
      program.send(2);
      other.send(2);
      for (int i = 0; i < 4; i++) {
        assertThat(events.consume(1)).isEqualTo(1);
      }
      assertThat(events.consume(1)).isEqualTo(0);
      assertThat(from).containsExactly("numbered", "varied", "numbered", "varied").inOrder();
    }
  }

  @Test
  void pollEndsWithoutRecordsWhenItsTimeIsOver() {
    events.on(numbered, Numbered::new, record -> {});
    assertThat(events.poll(Duration.ZERO)).isEqualTo(0);
    assertThat(events.poll(Duration.ofMillis(1))).isEqualTo(0);
    assertThrows(IllegalArgumentException.class, () -> events.poll(Duration.ofMillis(-1)));
  }

  @Test
  void whatAConsumerThrowsReachesTheCallerAndLosesNoOtherRecord() {
    List<Long> numbers = new ArrayList<>();
    events.on(
        numbered,
        Numbered::new,
        record -> {
          numbers.add(record.number);
          if (record.number % 4 == 2) {
            throw new UnsupportedOperationException("record " + record.number);
          }
        });
    program.send(8);
    UnsupportedOperationException e =
        assertThrows(UnsupportedOperationException.class, () -> events.poll(LONG));
    assertThat(e).hasMessageThat().isEqualTo("record 2");
    assertThrows(UnsupportedOperationException.class, events::consume);
    assertThat(events.consume()).isEqualTo(1);
    assertThat(numbers).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L).inOrder();
  }

  @Test
  void stateOfTheRingIsShown() {
    events.on(numbered, Numbered::new, record -> {});
    Ring ring = events.ring(numbered);
    assertThat(ring.map()).isEqualTo(numbered);
    assertThat(ring.size()).isEqualTo(65536);
    assertThat(ring.availableBytes()).isEqualTo(0);
    program.send(3);
    assertThat(ring.availableBytes()).isEqualTo(3 * 72);
    events.consume(1);
    assertThat(ring.availableBytes()).isEqualTo(2 * 72);
    assertThat(ring.consumerPosition()).isEqualTo(72);
    assertThat(ring.producerPosition()).isEqualTo(3 * 72);
  }

  @Test
  void whatDoesNotFitIsDroppedByTheKernelAndTheRestComes() {
    Sequence sequence = new Sequence();
    events.on(numbered, Numbered::new, sequence::next);
    program.send(1000);
    assertThat(events.consume()).isEqualTo(910);
    assertThat(program.global(1)).isEqualTo(90);
  }

  @Test
  void oneMapIsAddedOnce() {
    events.on(numbered, Numbered::new, record -> {});
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> events.on(program.ring("numbered"), Numbered::new, record -> {}));
    assertThat(e).hasMessageThat().isEqualTo("this ring buffer has map numbered already");
  }

  @Test
  void mapOfAnotherKindIsRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> BpfPerfEventArray.of(program.object().map("numbered")));
    assertThat(e)
        .hasMessageThat()
        .isEqualTo(
            "map numbered is of kind BPF_MAP_TYPE_RINGBUF; this class is for"
                + " [BPF_MAP_TYPE_PERF_EVENT_ARRAY]");
  }
}
