package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.bpfskel.data.Codec;
import org.bpfskel.event.RingBuffer;
import org.bpfskel.event.UserRecord;
import org.bpfskel.event.UserRingBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Records to a program and its answers back: {@code user_ringbuf.bpf.c}. */
@NeedsKernel
@Timeout(60)
final class UserRingBufferTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int REQUEST_SIZE = 16;

  /** Records of 16 bytes and their headers in a ring of 4096 bytes. */
  private static final int ROOM = 4096 / 24;

  private EventProgram program;
  private UserRingBuffer requests;
  private final RingBuffer answers = new RingBuffer();
  private final List<Long> numbers = new ArrayList<>();
  private final List<Long> squares = new ArrayList<>();

  @BeforeEach
  void attach() {
    program = EventProgram.attached("bpf/user_ringbuf.bpf.o", "order_drain");
    requests = new UserRingBuffer(program.userRing("requests"));
    answers.onBytes(
        program.ring("answers"),
        bytes -> {
          numbers.add(bytes.getLong());
          squares.add(bytes.getLong());
        });
  }

  @AfterEach
  void close() {
    answers.close();
    requests.close();
    program.close();
  }

  private UserRecord reserve() {
    return Objects.requireNonNull(requests.reserve(REQUEST_SIZE), "no room");
  }

  private void submit(long number) {
    try (UserRecord record = reserve()) {
      record.bytes().putLong(number);
      record.submit();
    }
  }

  /** Has the program drain the ring; returns what it says of it. */
  private long drain() {
    program.send(1);
    answers.consume();
    return program.global(0);
  }

  @Test
  void everyRecordReachesTheProgramManyTimesRoundTheRing() {
    long sent = 0;
    for (int round = 0; round < 100; round++) {
      for (int i = 0; i < 150; i++) {
        submit(sent++);
      }
      assertThat(drain()).isEqualTo(150);
    }
    assertThat(numbers).isEqualTo(LongStream.range(0, sent).boxed().toList());
    assertThat(squares).isEqualTo(LongStream.range(0, sent).map(n -> n * n).boxed().toList());
    assertThat(requests.pendingBytes()).isEqualTo(0);
  }

  @Test
  void recordThatIsReservedOnlyHoldsUpThoseBehindIt() {
    UserRecord first = reserve();
    submit(2);
    assertThat(drain()).isEqualTo(0);
    assertThat(numbers).isEmpty();
    first.bytes().putLong(1);
    first.submit();
    drain();
    assertThat(numbers).containsExactly(1L, 2L).inOrder();
  }

  @Test
  void discardedRecordIsSkipped() {
    submit(1);
    reserve().discard();
    submit(3);
    assertThat(drain()).isEqualTo(2);
    assertThat(numbers).containsExactly(1L, 3L).inOrder();
  }

  @Test
  void recordThatIsClosedWithoutSubmitIsDiscarded() {
    assertThrows(
        UnsupportedOperationException.class,
        () -> {
          try (UserRecord record = reserve()) {
            record.bytes().putLong(1);
            throw new UnsupportedOperationException();
          }
        });
    submit(2);
    assertThat(drain()).isEqualTo(1);
    assertThat(numbers).containsExactly(2L);
  }

  @Test
  void recordIsOutOfReachOnceSubmitted() {
    UserRecord record = reserve();
    ByteBuffer bytes = record.bytes();
    bytes.putLong(0, 5);
    record.submit();
    bytes.putLong(0, 6);
    assertThrows(IllegalStateException.class, record::bytes);
    assertThrows(IllegalStateException.class, record::submit);
    assertThrows(IllegalStateException.class, record::discard);
    drain();
    assertThat(numbers).containsExactly(5L);
  }

  @Test
  void fullRingGivesNoRecordUntilTheProgramHasDrainedIt() {
    assertThat(requests.size()).isEqualTo(4096);
    for (int i = 0; i < ROOM; i++) {
      submit(i);
    }
    assertThat(requests.reserve(REQUEST_SIZE)).isNull();
    assertThat(requests.reserve(REQUEST_SIZE, Duration.ZERO)).isNull();
    assertThat(requests.reserve(REQUEST_SIZE, Duration.ofMillis(1))).isNull();
    assertThat(drain()).isEqualTo(ROOM);
    submit(ROOM);
    assertThat(drain()).isEqualTo(1);
  }

  @Test
  void drainingEndsTheWaitingForRoom() {
    for (int i = 0; i < ROOM; i++) {
      submit(i);
    }
    CountDownLatch started = new CountDownLatch(2);
    List<CompletableFuture<Boolean>> waiting = new ArrayList<>();
    for (long number : new long[] {1000, 1001}) {
      waiting.add(
          CompletableFuture.supplyAsync(
              () -> {
                started.countDown();
                return requests.send(Codec.bytes(REQUEST_SIZE), request(number), LONG);
              },
              OwnThread.EACH));
    }
    started.countDown();
    drain();
    waiting.forEach(send -> assertThat(send.join()).isTrue());
    drain();
    assertThat(numbers).containsAtLeast(1000L, 1001L);
    assertThat(numbers).hasSize(ROOM + 2);
  }

  private static byte[] request(long number) {
    return ByteBuffer.allocate(REQUEST_SIZE).order(ByteOrder.nativeOrder()).putLong(number).array();
  }

  @Test
  void structIsSent() {
    Numbered value = new Numbered();
    value.number = 6;
    assertThat(requests.send(value, LONG)).isTrue();
    drain();
    assertThat(squares).containsExactly(36L);
  }

  @Test
  void valueThatCannotBeWrittenIsDiscarded() {
    Codec<String> tooShort = Codec.text(4);
    assertThrows(IllegalArgumentException.class, () -> requests.send(tooShort, "fifth", LONG));
    submit(4);
    assertThat(drain()).isEqualTo(1);
    assertThat(numbers).containsExactly(4L);
  }

  @Test
  void recordThatCanNeverFitIsRefused() {
    for (int size : new int[] {-1, 4089, Integer.MAX_VALUE}) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> requests.reserve(size));
      assertThat(e).hasMessageThat().contains("a record of " + size + " bytes");
    }
    assertThat(requests.reserve(4088)).isNotNull();
  }

  @Test
  void closeDiscardsWhatIsNotSubmitted() {
    UserRecord record = reserve();
    requests.close();
    requests.close();
    assertThrows(IllegalStateException.class, record::submit);
    record.close();
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> requests.reserve(REQUEST_SIZE));
    assertThat(e)
        .hasMessageThat()
        .isEqualTo("user ring buffer requests: reserve is not possible after close");
    requests = new UserRingBuffer(program.userRing("requests"));
    submit(7);
    assertThat(drain()).isEqualTo(1);
    assertThat(numbers).containsExactly(7L);
  }

  @Test
  void closeEndsTheWaitingForRoom() {
    for (int i = 0; i < ROOM; i++) {
      submit(i);
    }
    CompletableFuture<UserRecord> waiting =
        CompletableFuture.supplyAsync(() -> requests.reserve(REQUEST_SIZE, LONG), OwnThread.EACH);
    requests.close();
    CompletionException e = assertThrows(CompletionException.class, waiting::join);
    assertThat(e).hasCauseThat().isInstanceOf(IllegalStateException.class);
    assertThat(e).hasCauseThat().hasMessageThat().contains("after close");
  }
}
