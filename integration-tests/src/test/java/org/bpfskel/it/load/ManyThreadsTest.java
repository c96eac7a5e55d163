package org.bpfskel.it.load;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.TestRun;
import org.bpfskel.data.IntVar;
import org.bpfskel.data.LongVar;
import org.bpfskel.it.Figures;
import org.bpfskel.it.NeedsKernel;
import org.bpfskel.it.OwnThread;
import org.bpfskel.it.Rounds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One map and one variable in 32 threads at once, and programs that change them meanwhile. */
@NeedsKernel
@Tag("soak")
@BpfSkeleton("bpf/shared.bpf.o")
final class ManyThreadsTest {
  private static final int THREADS = 32;
  private static final int KEYS = Rounds.of(5_000, 50_000);
  private static final int ADDITIONS = Rounds.of(20_000, 2_000_000);

  /** What a program adds in one call into the kernel. */
  private static final int BATCH = 1_000;

  private SharedSkel skel;

  @BeforeEach
  void load() {
    skel = SharedSkel.openAndLoad();
  }

  @AfterEach
  void close() {
    skel.close();
  }

  @Test
  void aKeyIsPutIfAbsentByOneThreadAndRemovedByOne() throws IOException {
    AtomicLong put = new AtomicLong();
    AtomicLong owners = new AtomicLong();
    inEachThread(
        thread -> {
          for (int key = 0; key < KEYS; key++) {
            if (skel.maps.owners.putIfAbsent(key, (long) thread)) {
              put.incrementAndGet();
              owners.addAndGet(thread);
            }
          }
        });
    assertThat(put.get()).isEqualTo(KEYS);

    AtomicLong removed = new AtomicLong();
    AtomicLong ownersRemoved = new AtomicLong();
    inEachThread(
        thread -> {
          for (int key = 0; key < KEYS; key++) {
            Long owner = skel.maps.owners.getAndRemove(key);
            if (owner != null) {
              removed.incrementAndGet();
              ownersRemoved.addAndGet(owner);
            }
          }
        });
    assertThat(removed.get()).isEqualTo(KEYS);
    assertThat(ownersRemoved.get()).isEqualTo(owners.get());
    assertThat(skel.maps.owners.getAll()).isEmpty();
    Figures.report(
        "load: %d keys, each put by one of %d threads and removed by one".formatted(KEYS, THREADS));
  }

  @Test
  void noAdditionOfAThreadOrAProgramIsLost() throws IOException {
    TestRun batch = TestRun.builder().ctxIn(times(BATCH)).build();
    LongVar sum = skel.bss.sum;
    IntVar small = skel.bss.small_sum;
    AtomicLong byPrograms = new AtomicLong();
    inEachThread(
        thread -> {
          for (int i = 0; i < ADDITIONS; i++) {
            sum.getAndAdd(1);
            addByComparing(small);
            if (i % BATCH == 0) {
              skel.progs.add.testRun(batch);
              byPrograms.addAndGet(BATCH);
            }
          }
        });
    long all = (long) THREADS * ADDITIONS + byPrograms.get();
    assertThat(sum.get()).isEqualTo(all);
    assertThat(small.get()).isEqualTo((int) all);
    assertThat(skel.maps.total.getLong(0, -1)).isEqualTo(byPrograms.get());
    Figures.report(
        "load: %d additions to one variable by %d threads, %d of them by programs: the sum is exact"
            .formatted(all, THREADS, byPrograms.get()));
  }

  private static void addByComparing(IntVar variable) {
    int value;
    do {
      value = variable.getVolatile();
    } while (!variable.compareAndSet(value, value + 1));
  }

  /** Begins all at once, and waits for all. */
  private static void inEachThread(IntConsumer work) {
    CountDownLatch ready = new CountDownLatch(THREADS);
    List<CompletableFuture<Void>> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int thread = i;
      threads.add(
          CompletableFuture.runAsync(
              () -> {
                ready.countDown();
                await(ready);
                work.accept(thread);
              },
              OwnThread.EACH));
    }
    threads.forEach(CompletableFuture::join);
  }

  private static void await(CountDownLatch ready) {
    try {
      ready.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@code struct addition}. */
  private static byte[] times(int times) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder()).putInt(times).array();
  }
}
