package org.bpfskel.bench;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.bpfskel.BpfObject;
import org.bpfskel.RunningKernel;

/** Prints what two things keep of the heap, and the sizes of their files. */
final class Heap {
  private static final int PROGRAMS = 400;

  private Heap() {}

  /** A work folder. */
  public static void main(String[] args) throws Exception {
    AttachLoop.once(); // classes and libbpf
    Path kernel = Path.of("/sys/kernel/btf/vmlinux");
    print("btf", kernel, RunningKernel::types);
    Path file = object(Path.of(args[0]));
    print("object", file, () -> open(file));
  }

  private static BpfObject open(Path file) {
    BpfObject object = BpfObject.open(file);
    object.data(".bss").variables();
    return object;
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

  private static Path object(Path folder) throws IOException, InterruptedException {
    StringBuilder c = new StringBuilder("volatile long counter;\n");
    for (int i = 0; i < PROGRAMS; i++) {
      c.append(
          "__attribute__((section(\"socket\"), used)) int program_%d(void *ctx) {\n".formatted(i));
      c.append("counter++;\n".repeat(40)).append("return 0; }\n");
    }
    c.append("char LICENSE[] __attribute__((section(\"license\"), used)) = \"GPL\";\n");
    Path source = Files.writeString(folder.resolve("large.c"), c);
    Path object = folder.resolve("large.bpf.o");
    String clang = System.getProperty("clang", "clang");
    Program.of(clang, "-g", "-O2", "-target", "bpf", "-c", source, "-o", object).run();
    return object;
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
