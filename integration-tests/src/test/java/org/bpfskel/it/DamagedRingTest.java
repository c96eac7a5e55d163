package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bpfskel.BpfObject;
import org.bpfskel.event.RingBuffer;
import org.bpfskel.event.UserRingBuffer;
import org.bpfskel.map.BpfRingBuf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rings of the kernel whose positions another mapping moves, as any process with the map can. */
@NeedsKernel
@Timeout(60)
final class DamagedRingTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String OBJECT = "bpf/ringbuf.bpf.o";

  @Test
  void positionThatCannotBeIsToldOfAndTheOtherRingGoesOn() {
    // Ahead, more than the ring behind, and between two records.
    for (long moved : new long[] {1L << 20, -(1L << 20), 4}) {
      try (EventProgram first = EventProgram.attached(OBJECT, "order_numbered");
          EventProgram second = EventProgram.attached(OBJECT, "order_varied");
          RingBuffer events = new RingBuffer()) {
        List<Long> numbers = new ArrayList<>();
        List<Integer> lengths = new ArrayList<>();
        events.on(first.ring("numbered"), Numbered::new, record -> numbers.add(record.number));
        events.onBytes(second.ring("varied"), bytes -> lengths.add(bytes.remaining()));
        first.send(3);
        assertThat(events.poll(LONG)).isEqualTo(3);

        ByteBuffer position = new SecondMapping(first.object().map("numbered")).consumer();
        position.putLong(0, position.getLong(0) + moved);
        IllegalStateException e =
            assertThrows(IllegalStateException.class, () -> events.poll(LONG));
        assertThat(e).hasMessageThat().startsWith("map numbered: its ");

        // The damaged one, which the kernel calls readable, does not end the waiting any more.
        assertThat(events.poll(Duration.ofMillis(1))).isEqualTo(0);
        second.send(2);
        assertThat(events.poll(LONG)).isEqualTo(2);
        assertThat(lengths).containsExactly(1, 2).inOrder();
        assertThat(numbers).containsExactly(0L, 1L, 2L).inOrder();
      }
    }
  }

  @Test
  void sendingIntoARingWithoutPossiblePositionsIsRefused() {
    try (EventProgram program = EventProgram.attached("bpf/user_ringbuf.bpf.o", "order_drain");
        UserRingBuffer requests = new UserRingBuffer(program.userRing("requests"))) {
      ByteBuffer position = new SecondMapping(program.object().map("requests")).producer();
      for (long moved : new long[] {4, 8192, -8}) {
        position.putLong(0, moved);
        IllegalStateException e =
            assertThrows(IllegalStateException.class, () -> requests.reserve(8, LONG));
        assertThat(e).hasMessageThat().startsWith("map requests: its ");
      }
    }
  }

  @Test
  void ringInOverwriteModeIsRefused() {
    int overwrite = 1 << 19;
    try (BpfObject object = BpfObject.open(BpfObjects.bytes(OBJECT), OBJECT);
        RingBuffer events = new RingBuffer()) {
      BpfRingBuf map = BpfRingBuf.of(object.map("numbered"));
      map.options().setMapFlags(overwrite);
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> events.onBytes(map, bytes -> {}));
      assertThat(e)
          .hasMessageThat()
          .isEqualTo(
              "map numbered is in overwrite mode (BPF_F_RB_OVERWRITE), which is not supported:"
                  + " leave that flag out, in the C source or by options().setMapFlags before load");
    }
  }
}
