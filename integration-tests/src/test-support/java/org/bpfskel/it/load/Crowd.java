package org.bpfskel.it.load;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.it.VirtualThread;
import org.bpfskel.map.BpfHashMap;

/**
 * Threads that all live at once, each with calls of its own, in a Java machine of its own: {@code
 * Crowd platform|virtual large|small THREADS}. Prints the most bytes of direct buffers there were.
 */
@BpfSkeleton("bpf/crowd.bpf.o")
public final class Crowd {
  private static final int KEYS = 64;
  private static final int LONGS = 8192;

  private final CountDownLatch called;
  private final LongAccumulator most = new LongAccumulator(Math::max, 0);
  private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

  private Crowd(int threads) {
    called = new CountDownLatch(threads);
  }

  public static void main(String[] args) throws InterruptedException {
    int threads = Integer.parseInt(args[2]);
    Function<Runnable, Thread> start =
        args[0].equals("virtual") ? VirtualThread::start : Crowd::startPlatformThread;
    try (CrowdSkel skel = CrowdSkel.openAndLoad()) {
      IntConsumer call =
          args[1].equals("large")
              ? key -> large(skel.maps.large, key)
              : key -> small(skel.maps.small, key);
      System.out.println(new Crowd(threads).call(threads, start, call));
    }
  }

  private static Thread startPlatformThread(Runnable task) {
    Thread thread = new Thread(task);
    thread.start();
    return thread;
  }

  private static void large(BpfHashMap<Integer, long[]> map, int key) {
    long[] value = new long[LONGS];
    Arrays.fill(value, key);
    map.put(key, value);
    require(Arrays.equals(map.get(key), value), "another value than was put");
  }

  private static void small(BpfHashMap<Integer, Long> map, int key) {
    map.put(key, (long) key);
    require(Objects.equals(map.get(key), (long) key), "another value than was put");
  }

  private long call(int threads, Function<Runnable, Thread> start, IntConsumer call)
      throws InterruptedException {
    List<Thread> started = new ArrayList<>(threads);
    for (int i = 0; i < threads; i++) {
      int number = i;
      started.add(start.apply(() -> callAndStay(number, call)));
    }
    for (Thread thread : started) {
      thread.join();
    }
    require(failures.isEmpty(), failures.toString());
    return most.get();
  }

  private void callAndStay(int number, IntConsumer call) {
    try {
      call.accept(number % KEYS);
      if (number % KEYS == 0) {
        most.accumulate(direct());
      }
    } catch (RuntimeException | Error e) {
      failures.add(e);
    }
    called.countDown();
    try {
      called.await();
    } catch (InterruptedException e) {
      failures.add(e);
    }
  }

  private static long direct() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalStateException(otherwise);
    }
  }
}
