package org.bpfskel.it.life;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bpfskel.it.OwnThread;

/** Ends this process, and says where its threads are, if a call does not return. */
final class Watch {
  private static final Duration LONGEST = Duration.ofSeconds(40);
  private static final int HUNG = 3;

  private volatile CountDownLatch current = new CountDownLatch(1);
  private volatile Supplier<String> call = () -> "";

  Watch() {
    OwnThread.EACH.execute(this::run);
  }

  /** Says what is done from now on. */
  void begin(Supplier<String> next) {
    call = next;
    CountDownLatch ended = current;
    current = new CountDownLatch(1);
    ended.countDown();
  }

  private void run() {
    try {
      while (current.await(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        // The next one.
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    System.out.println("does not return: " + call.get());
    Thread.getAllStackTraces()
        .forEach((thread, trace) -> System.out.println(thread + " " + Arrays.toString(trace)));
    Runtime.getRuntime().halt(HUNG);
  }
}
