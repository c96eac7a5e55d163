package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.bpfskel.BpfObject;
import org.bpfskel.event.RingBuffer;
import org.bpfskel.map.BpfRingBuf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ring buffers that are closed early, late, from elsewhere, and used by several threads. */
@NeedsKernel
@Timeout(60)
final class RingBufferLifeTest extends NumberedRing {
  /** Longer than any test may take: nothing here waits for a timeout. */
  private static final Duration FOREVER = Duration.ofDays(1000 * 365);

  @Test
  void recordEndsAPollThatWaits() {
    CountDownLatch first = new CountDownLatch(1);
    events.on(numbered, Numbered::new, record -> first.countDown());
    program.send(1);
    CompletableFuture<Integer> polls =
        CompletableFuture.supplyAsync(
            () -> events.poll(FOREVER) + events.poll(FOREVER), OwnThread.EACH);
    assertThat(await(first)).isTrue();
    program.send(1);
    assertThat(polls.join()).isEqualTo(2);
  }

  @Test
  void closeEndsPollsThatWait() {
    for (int round = 0; round < 1000; round++) {
      RingBuffer closing = new RingBuffer().on(numbered, Numbered::new, record -> {});
      CountDownLatch started = new CountDownLatch(2);
      List<CompletableFuture<Integer>> polls = new ArrayList<>();
      for (int thread = 0; thread < 2; thread++) {
        polls.add(
            CompletableFuture.supplyAsync(
                () -> {
                  started.countDown();
                  return closing.poll(FOREVER);
                },
                OwnThread.EACH));
      }
      assertThat(await(started)).isTrue();
      closing.close();
      polls.forEach(poll -> assertThat(endedByClose(poll)).isTrue());
    }
  }

  /** Either it waited already, or it came too late. */
  private static boolean endedByClose(CompletableFuture<Integer> poll) {
    try {
      return poll.join() == 0;
    } catch (CompletionException e) {
      return e.getCause() instanceof IllegalStateException closed
          && String.valueOf(closed.getMessage()).contains("after close");
    }
  }

  @Test
  void everyLaterCallSaysThatItIsClosed() {
    events.on(numbered, Numbered::new, record -> {});
    assertThat(events.isOpen()).isTrue();
    events.close();
    events.close();
    assertThat(events.isOpen()).isFalse();
    List<Runnable> calls =
        List.of(
            events::consume,
            () -> events.consume(1),
            () -> events.poll(Duration.ZERO),
            () -> events.on(numbered, Numbered::new, record -> {}));
    for (Runnable call : calls) {
      IllegalStateException e = assertThrows(IllegalStateException.class, call::run);
      assertThat(e).hasMessageThat().contains("is not possible after close");
    }
    assertThat(events.ring(numbered).size()).isEqualTo(65536);
  }

  @Test
  void consumerMayCloseAndIsCalledNoMore() {
    AtomicInteger calls = new AtomicInteger();
    events.on(
        numbered,
        Numbered::new,
        record -> {
          calls.incrementAndGet();
          events.close();
        });
    program.send(5);
    assertThat(events.consume()).isEqualTo(1);
    assertThat(calls.get()).isEqualTo(1);
    assertThat(events.ring(numbered).availableBytes()).isEqualTo(4 * 72);
  }

  @Test
  void whatIsLeftIsForTheNextReader() {
    List<Long> numbers = new ArrayList<>();
    program.send(5);
    try (RingBuffer first = new RingBuffer()) {
      first.on(numbered, Numbered::new, record -> numbers.add(record.number));
      first.consume(2);
    }
    events.on(numbered, Numbered::new, record -> numbers.add(record.number));
    events.consume();
    assertThat(numbers).containsExactly(0L, 1L, 2L, 3L, 4L).inOrder();
  }

  @Test
  void consumerThatPollsIsToldSo() {
    List<String> answers = new ArrayList<>();
    events.on(
        numbered,
        Numbered::new,
        record -> {
          answers.add(assertThrows(IllegalStateException.class, events::consume).getMessage());
          answers.add(
              assertThrows(IllegalStateException.class, () -> events.poll(FOREVER)).getMessage());
        });
    program.send(1);
    assertThat(events.consume()).isEqualTo(1);
    assertThat(answers)
        .containsExactly(
            "ring buffer: consume was called by a consumer of its own",
            "ring buffer: poll was called by a consumer of its own")
        .inOrder();
  }

  @Test
  void severalThreadsTakeEachRecordOnce() {
    ConcurrentLinkedQueue<Long> numbers = new ConcurrentLinkedQueue<>();
    events.on(numbered, Numbered::new, record -> numbers.add(record.number));
    List<CompletableFuture<Void>> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(
          CompletableFuture.runAsync(
              () -> {
                while (numbers.size() < 50_000) {
                  events.poll(Duration.ofMillis(10));
                }
              },
              OwnThread.EACH));
    }
    for (int i = 0; i < 500; i++) {
      program.send(100);
      while (events.ring(numbered).availableBytes() > 50_000) {
        Thread.onSpinWait();
      }
    }
    threads.forEach(CompletableFuture::join);
    List<Long> all = List.copyOf(numbers);
    assertThat(all).hasSize(50_000);
    assertThat(all).isInStrictOrder();
  }

  @Test
  void ringOutlivesItsObject() {
    List<Long> numbers = new ArrayList<>();
    ByteBuffer[] kept = new ByteBuffer[1];
    events.onBytes(
        numbered,
        bytes -> {
          numbers.add(bytes.getLong(bytes.position()));
          kept[0] = bytes.slice();
        });
    program.send(3);
    program.close();
    assertThat(events.consume()).isEqualTo(3);
    assertThat(events.poll(Duration.ofMillis(1))).isEqualTo(0);
    assertThat(numbers).containsExactly(0L, 1L, 2L).inOrder();
    events.close();
    assertThat(kept[0].limit()).isEqualTo(64);
    assertThat(kept[0].get(0)).isEqualTo((byte) 2);
  }

  @Test
  void mapThatIsNotLoadedOrIsClosedIsRefused() {
    try (BpfObject object = BpfObject.open(BpfObjects.bytes(OBJECT), OBJECT)) {
      BpfRingBuf early = BpfRingBuf.of(object.map("numbered"));
      IllegalStateException e =
          assertThrows(
              IllegalStateException.class, () -> events.on(early, Numbered::new, record -> {}));
      assertThat(e).hasMessageThat().contains("before load");
    }
    program.close();
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class, () -> events.on(numbered, Numbered::new, record -> {}));
    assertThat(e).hasMessageThat().contains("after close");
  }

  private static boolean await(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
