package org.bpfskel.it.fault;

import com.sun.jna.Native;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Has one native call fail, by {@code faults.c}: preloaded, and found by JNA as the C library,
 * whose functions it hands on. For one thread.
 */
final class Faults {
  private static final int TEXT_SIZE = 4096;

  static {
    Native.register(Faults.class, "c");
  }

  private Faults() {}

  private static native void faults_arm(long n);

  private static native long faults_disarm();

  private static native long faults_place(long n);

  private static native int faults_failed(byte[] text, long size);

  /** Has the n-th call of this thread fail that may, from 1; none if there are fewer. */
  static void arm(long n) {
    faults_arm(n);
  }

  /** Ends it: function and place of what failed, or null if nothing did. */
  static @Nullable String disarm() {
    faults_disarm();
    byte[] text = new byte[TEXT_SIZE];
    return faults_failed(text, text.length) == 0
        ? null
        : Native.toString(text, StandardCharsets.UTF_8);
  }

  /** The calls that may fail, each by a number for the place in the code that it comes from. */
  static long[] places(Attempt attempt) throws Exception {
    faults_arm(Long.MAX_VALUE);
    int calls;
    try {
      attempt.run();
    } finally {
      calls = Math.toIntExact(faults_disarm());
    }
    long[] places = new long[calls];
    for (int i = 0; i < calls; i++) {
      places[i] = faults_place(i + 1L);
    }
    return places;
  }

  /** What is done. */
  interface Attempt {
    void run() throws Exception;
  }
}
