package org.bpfskel.bench;

import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.bpfskel.RunningKernel;

/** Prints what two things keep of the heap, and the sizes of their files. */
final class Heap {
  private Heap() {}

  /** An object file, and the class of its skeleton. */
  public static void main(String[] args) throws Exception {
    AttachLoop.once(); // classes and libbpf
    Path kernel = Path.of("/sys/kernel/btf/vmlinux");
    print("btf", kernel, RunningKernel::types);
    Path file = Path.of(args[0]);
    print("skeleton", file, () -> Class.forName(args[1]).getMethod("open").invoke(null));
  }

  private static void print(String name, Path file, Callable<?> kept) throws Exception {
    long before = used();
    Object made = kept.call();
    try {
      Rounds.print(name, (double) (used() - before));
    } finally {
      Reference.reachabilityFence(made);
    }
    // Of a file in /sys the size is not the one of its content.
    Rounds.print(name + "_file", Files.readAllBytes(file).length);
  }

  private static long used() throws InterruptedException {
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(20);
      Runtime runtime = Runtime.getRuntime();
      used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
    }
    return used;
  }
}
