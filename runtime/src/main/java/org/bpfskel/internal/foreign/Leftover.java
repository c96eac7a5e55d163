package org.bpfskel.internal.foreign;

import java.util.concurrent.locks.LockSupport;

/**
 * Memory of what was closed that ends with a garbage collection only, because buffers of it may
 * still be used: counted, and collected before it is much, as the JDK does for its direct buffers.
 * Safe for use by several threads.
 */
public final class Leftover {
  /** So much may be left at any time; a process may have some 65,000 mappings. */
  private static final long FEW_BYTES = 64 << 20;

  private static final long FEW_MAPPINGS = 4096;

  private static final int MOST_TRIES = 10;
  private static final long FIRST_PAUSE_NANOSECONDS = 1_000_000;

  /** Tries of {@link #limit}, which every load may come by. */
  private static final int FEW_TRIES = 6;

  private static long bytes;
  private static long mappings;
  private static long mostBytes = FEW_BYTES;
  private static long mostMappings = FEW_MAPPINGS;

  private Leftover() {}

  /** A mapping is left, with so many bytes of memory. */
  public static synchronized void add(long size) {
    bytes += size;
    mappings++;
  }

  /** Such a mapping has ended. */
  public static synchronized void remove(long size) {
    bytes -= size;
    mappings--;
  }

  /** Before something takes memory: has it collected if too much is left. */
  public static void limit() {
    for (int tries = 0; isMuch() && tries < FEW_TRIES; tries++) {
      collect(true, tries);
    }
    adapt();
  }

  private static synchronized boolean isMuch() {
    return bytes > mostBytes || mappings > mostMappings;
  }

  /** What is left now is in use: a collection is worth its time again when as much came on top. */
  private static synchronized void adapt() {
    mostBytes = isMuch() ? 2 * bytes : Math.max(FEW_BYTES, Math.min(mostBytes, 2 * bytes));
    mostMappings =
        isMuch() ? 2 * mappings : Math.max(FEW_MAPPINGS, Math.min(mostMappings, 2 * mappings));
  }

  /** As {@link #collect(boolean, int)}, when something has found no memory. */
  public static boolean collect(int tries) {
    return collect(isAny(), tries);
  }

  private static synchronized boolean isAny() {
    return mappings > 0;
  }

  /**
   * Has the garbage collector look for what nobody refers to, and waits a little for its end.
   *
   * @param hopeful whether there may be any
   * @param tries how often that was done before; each time it waits longer
   * @return false if there is none, or it was tried often enough
   */
  public static boolean collect(boolean hopeful, int tries) {
    if (!hopeful || tries == MOST_TRIES) {
      return false;
    }
    System.gc();
    LockSupport.parkNanos(FIRST_PAUSE_NANOSECONDS << tries);
    return true;
  }
}
