package org.bpfskel.it.life;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.bpfskel.it.SkeletonWarnings;

/** Has the garbage collector run until something has come of it. */
final class Collection {
  private static final Duration LONGEST = Duration.ofSeconds(50);

  private Collection() {}

  static void until(String what, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > LONGEST.toNanos()) {
        throw new AssertionError("in vain: " + what);
      }
      System.gc();
    }
  }

  static void untilCleared(WeakReference<?> reference) {
    until("unreachable", () -> reference.get() == null);
  }

  /** The next warning, and all that come with it. */
  static List<String> untilWarned(SkeletonWarnings warnings) {
    List<String> said = new ArrayList<>();
    until(
        "a warning",
        () -> {
          said.addAll(warnings.take());
          return !said.isEmpty();
        });
    return said;
  }

  static void untilHeld(List<String> objects) {
    until("held as before " + objects, () -> KernelObjects.held().equals(objects));
  }
}
