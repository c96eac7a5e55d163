package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.bpfskel.BpfException;
import org.bpfskel.BpfProgram;
import org.bpfskel.attach.AttachTarget;
import org.bpfskel.attach.Cgroup;
import org.bpfskel.attach.Xdp;
import org.bpfskel.data.Codec;
import org.bpfskel.event.PerfBuffer;
import org.bpfskel.event.RingBuffer;
import org.bpfskel.event.UserRingBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Virtual threads that wait leave their carriers to others. */
@NeedsKernel
@EnabledForJreRange(min = JRE.JAVA_21)
@Timeout(60)
final class VirtualThreadsTest {
  private static final Duration LONG = Duration.ofSeconds(50);

  /** More than there are carriers. */
  private static final int MANY = 4 * Runtime.getRuntime().availableProcessors() + 4;

  /** Returns once every other virtual thread had a carrier in between. */
  private static void awaitAnotherVirtualThread() throws InterruptedException {
    VirtualThread.start(() -> LockSupport.parkNanos(1)).join();
  }

  @Test
  void pollersOfRingBuffersHoldNoCarrier() throws InterruptedException {
    try (EventProgram program = EventProgram.attached("bpf/ringbuf.bpf.o", "order_numbered");
        RingBuffer filled = new RingBuffer().onBytes(program.ring("numbered"), bytes -> {})) {
      List<RingBuffer> empty = new ArrayList<>();
      List<Thread> pollers = new ArrayList<>();
      AtomicInteger ended = new AtomicInteger();
      for (int i = 0; i < MANY; i++) {
        RingBuffer buffer = new RingBuffer();
        empty.add(buffer);
        pollers.add(VirtualThread.start(() -> ended.addAndGet(1 + buffer.poll(LONG))));
      }
      AtomicInteger delivered = new AtomicInteger();
      Thread poller = VirtualThread.start(() -> delivered.addAndGet(filled.poll(LONG)));
      awaitAnotherVirtualThread();
      pollers.get(0).interrupt();
      awaitAnotherVirtualThread();
      assertThat(ended.get()).isEqualTo(0);

      program.send(3);
      poller.join();
      assertThat(delivered.get()).isAtLeast(1);

      empty.forEach(RingBuffer::close);
      for (Thread ending : pollers) {
        ending.join();
      }
      assertThat(ended.get()).isEqualTo(MANY);
    }
  }

  @Test
  void severalPollersOfOneBufferAllEndWhenItIsClosed() throws InterruptedException {
    List<Thread> pollers = new ArrayList<>();
    PerfBuffer buffer = new PerfBuffer(1);
    for (int i = 0; i < MANY; i++) {
      pollers.add(VirtualThread.start(() -> pollUntilClosed(buffer)));
    }
    awaitAnotherVirtualThread();
    buffer.close();
    for (Thread poller : pollers) {
      poller.join();
    }
    assertThat(buffer.isOpen()).isFalse();
  }

  private static void pollUntilClosed(PerfBuffer buffer) {
    try {
      buffer.poll(LONG);
    } catch (IllegalStateException e) {
      // it was closed before this began
    }
  }

  @Test
  void aPollEndsWhenItsTimeIsOver() throws InterruptedException {
    try (RingBuffer buffer = new RingBuffer()) {
      AtomicInteger delivered = new AtomicInteger(-1);
      VirtualThread.start(() -> delivered.set(buffer.poll(Duration.ofMillis(20)))).join();
      assertThat(delivered.get()).isEqualTo(0);
    }
  }

  @Test
  void whoWaitsForRoomHoldsNoCarrier() throws InterruptedException {
    try (EventProgram program = EventProgram.attached("bpf/user_ringbuf.bpf.o", "order_drain");
        UserRingBuffer requests = new UserRingBuffer(program.userRing("requests"))) {
      while (requests.send(Codec.INT64, 1L, Duration.ZERO)) {
        // until it is full
      }
      AtomicInteger sent = new AtomicInteger();
      List<Thread> senders = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        senders.add(
            VirtualThread.start(
                () -> {
                  if (requests.send(Codec.INT64, 2L, LONG)) {
                    sent.incrementAndGet();
                  }
                }));
      }
      awaitAnotherVirtualThread();
      assertThat(sent.get()).isEqualTo(0);
      program.send(1);
      for (Thread sender : senders) {
        sender.join();
      }
      assertThat(sent.get()).isEqualTo(MANY);
    }
  }

  /** The error number is the carrier's: nothing may come between a call and the look at it. */
  @Test
  void everyVirtualThreadGetsTheErrorOfItsOwnCall() throws InterruptedException {
    try (NetworkSkel skel = NetworkSkel.openAndLoad()) {
      ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        boolean file = i % 2 == 0;
        BpfProgram program = file ? skel.progs.on_sysctl : skel.progs.on_xdp;
        AttachTarget target = file ? Cgroup.at(Path.of("/no/such")) : Xdp.on("no_such");
        threads.add(
            VirtualThread.start(
                () -> {
                  for (int round = 0; round < 20; round++) {
                    String errno = refusal(program, target).errnoName();
                    if (!errno.equals(file ? "ENOENT" : "ENODEV")) {
                      wrong.add(errno);
                    }
                    LockSupport.parkNanos(1);
                  }
                }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(wrong).isEmpty();
    }
  }

  private static BpfException refusal(BpfProgram program, AttachTarget target) {
    return assertThrows(BpfException.class, () -> program.attach(target));
  }
}
