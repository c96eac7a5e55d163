package org.bpfskel.it.load;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.TestRun;
import org.bpfskel.event.RingBuffer;
import org.bpfskel.it.Figures;
import org.bpfskel.it.NeedsKernel;
import org.bpfskel.it.OwnThread;
import org.bpfskel.it.Rounds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Programs that write as fast as the machine can, and a consumer that is slower. */
@NeedsKernel
@Tag("soak")
@BpfSkeleton("bpf/flood.bpf.o")
final class RingBufferFloodTest {
  private static final int PRODUCERS = 2;

  /** What a producer writes in one call into the kernel. */
  private static final int BATCH = 50_000;

  private static final int BATCHES = 400;

  /** How much longer than those batches, if that takes less. */
  private static final Duration LONGER = Duration.ofMinutes(Rounds.of(0, 5));

  private static final Duration WAIT = Duration.ofMillis(100);

  @Test
  void everyRecordIsDeliveredInOrderOrCountedAsDropped() throws IOException {
    try (FloodSkel skel = FloodSkel.openAndLoad();
        RingBuffer ring = new RingBuffer()) {
      FloodLedger ledger = new FloodLedger(PRODUCERS);
      ring.onBytes(skel.maps.entries, ledger::take);
      CompletableFuture<Void> writing = write(skel);
      while (!writing.isDone()) {
        ring.poll(WAIT);
      }
      writing.join();
      while (ring.consume() > 0) {
        // What was left.
      }

      for (int producer = 0; producer < PRODUCERS; producer++) {
        long tried = skel.bss.tried.at(producer).get();
        long dropped = skel.bss.dropped.at(producer).get();
        assertThat(tried).isAtLeast((long) BATCHES * BATCH);
        assertThat(ledger.delivered(producer) + dropped).isEqualTo(tried);
      }
      assertThat(ledger.delivered()).isGreaterThan(0L);
      Figures.report(
          "load: %d records of %d producers checked, in order and whole; the %d others were counted as dropped"
              .formatted(ledger.delivered(), PRODUCERS, tried(skel) - ledger.delivered()));
    }
  }

  private static long tried(FloodSkel skel) {
    long sum = 0;
    for (int producer = 0; producer < PRODUCERS; producer++) {
      sum += skel.bss.tried.at(producer).get();
    }
    return sum;
  }

  private static CompletableFuture<Void> write(FloodSkel skel) {
    long end = System.nanoTime() + LONGER.toNanos();
    List<CompletableFuture<Void>> producers = new ArrayList<>();
    for (int i = 0; i < PRODUCERS; i++) {
      TestRun run = TestRun.builder().ctxIn(batch(i)).build();
      producers.add(
          CompletableFuture.runAsync(
              () -> {
                for (int n = 0; n < BATCHES || System.nanoTime() < end; n++) {
                  skel.progs.write_batch.testRun(run);
                }
              },
              OwnThread.EACH));
    }
    return CompletableFuture.allOf(producers.toArray(CompletableFuture<?>[]::new));
  }

  /** {@code struct batch}. */
  private static byte[] batch(int producer) {
    return ByteBuffer.allocate(2 * Integer.BYTES)
        .order(ByteOrder.nativeOrder())
        .putInt(producer)
        .putInt(BATCH)
        .array();
  }
}
