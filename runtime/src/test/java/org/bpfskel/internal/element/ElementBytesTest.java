package org.bpfskel.internal.element;

import static com.google.common.truth.Truth.assertThat;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Memory for keys and values: each call has its own, and all threads together keep little. */
@Timeout(120)
public class ElementBytesTest {
  private static final int LARGE = 64 * 1024;

  @Test
  void whatIsTakenMeanwhileIsOtherMemory() {
    try (ElementBytes outer = ElementBytes.take(8);
        ElementBytes inner = ElementBytes.take(8)) {
      outer.buffer().putLong(0, 1);
      inner.buffer().putLong(0, 2);
      assertThat(outer.buffer().getLong(0)).isEqualTo(1);
    }
  }

  @Test
  void closingTwiceGivesItBackOnce() {
    ElementBytes closed = ElementBytes.take(8);
    closed.close();
    closed.close();
    try (ElementBytes one = ElementBytes.take(8);
        ElementBytes two = ElementBytes.take(8)) {
      assertThat(one).isNotSameInstanceAs(two);
    }
  }

  @Test
  void itIsAsLargeAsAsked() {
    for (int size : new int[] {0, 1, 256, 257, LARGE, 3 << 20, 8}) {
      try (ElementBytes bytes = ElementBytes.take(size)) {
        assertThat(bytes.buffer().capacity()).isAtLeast(size);
      }
    }
  }

  @Test
  void noTwoThreadsHaveTheSameMemory() throws InterruptedException {
    AtomicInteger mixed = new AtomicInteger();
    inThreads(
        50,
        number -> {
          for (int i = 0; i < 2_000; i++) {
            try (ElementBytes bytes = ElementBytes.take(64)) {
              bytes.buffer().putInt(0, number);
              LockSupport.parkNanos(1);
              if (bytes.buffer().getInt(0) != number) {
                mixed.incrementAndGet();
              }
            }
          }
        });
    assertThat(mixed.get()).isEqualTo(0);
  }

  /** So many at once would wait for ever if there were no memory beside what is kept. */
  @Test
  void aThreadCanHoldAnyNumberOfThem() {
    List<ElementBytes> held = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      ElementBytes bytes = ElementBytes.take(8);
      bytes.buffer().putInt(0, i);
      held.add(bytes);
    }
    for (int i = 0; i < held.size(); i++) {
      assertThat(held.get(i).buffer().getInt(0)).isEqualTo(i);
      held.get(i).close();
    }
  }

  @Test
  void threadsKeepNoMemoryOfTheirOwn() throws InterruptedException {
    long before = direct();
    int threads = 1_000;
    CountDownLatch called = new CountDownLatch(threads);
    AtomicInteger most = new AtomicInteger();
    inThreads(
        threads,
        number -> {
          try (ElementBytes bytes = ElementBytes.take(LARGE)) {
            bytes.buffer().putInt(0, number);
          }
          called.countDown();
          awaitAll(called); // all of them live, and have been here
          most.accumulateAndGet((int) ((direct() - before) >> 20), Math::max);
        });
    // 1,000 pieces of 64 KiB would be 62 MiB, or twice that.
    assertThat(most.get()).isAtMost(40);
  }

  private static void awaitAll(CountDownLatch called) {
    try {
      called.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Work {
    void run(int number);
  }

  private static void inThreads(int count, Work work) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      Thread thread = new Thread(() -> work.run(number));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static long direct() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }
}
