package org.bpfskel.it;

/** By reflection: JDK 17 has none. */
public final class VirtualThread {
  private VirtualThread() {}

  /** Starts one. */
  public static Thread start(Runnable task) {
    try {
      return (Thread)
          Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("Thread.startVirtualThread", e);
    }
  }
}
