package org.bpfskel.it;

import java.io.IOException;
import java.nio.file.Path;

/** Objects whose memory is large, at a fixed place, or in many pieces. */
final class MemoryObjects {
  private static final String BEGIN =
      """
      #define SEC(name) __attribute__((section(name), used))
      char LICENSE[] SEC("license") = "GPL";
      """;

  /** Where nothing else is. */
  static final long ADDRESS = 1L << 44;

  private static final String ARENA =
      """
      #define __arena __attribute__((address_space(1)))
      struct { int (*type)[33]; int (*map_flags)[1024]; int (*max_entries)[10]; } pages SEC(".maps");
      long long __arena hits = 5;
      char __arena text[16] = "in the arena";
      char much[1 << 18] = "data", more[1 << 18];
      signed char tiny = 1; short small = 1; int middle = 1; long long large = 1;
      float single = 1; double twofold = 1; _Bool yes = 1;
      long long counter;
      int numbers[100];
      const volatile int fixed = 9;
      SEC("syscall") int bump(void *ctx) { counter += ++hits + large; return fixed; }
      """;

  private static final String RING =
      """
      struct { int (*type)[27]; int (*max_entries)[%d]; } ring SEC(".maps");
      """;

  private MemoryObjects() {}

  /**
   * Variables of all kinds, some in an arena, the others in sections so large that malloc unmaps a
   * copy of them once it is freed.
   */
  static Path arena(Path folder) throws IOException {
    return compile(folder.resolve("arena.bpf.o"), ARENA);
  }

  /** A ring of so many bytes. */
  static Path ring(Path folder, int size) throws IOException {
    return compile(folder.resolve("ring.bpf.o"), RING.formatted(size));
  }

  /** A {@code .bss} of so many bytes and some more. */
  static Path large(Path folder, long bytes) throws IOException {
    return compile(
        folder.resolve("large.bpf.o"),
        "char big[%dUL]; long long counter; SEC(\"syscall\") int f(void *ctx) { return big[7]; }"
            .formatted(bytes));
  }

  /** So many sections {@code .data.s0} and on, with a variable {@code v0} and on in each. */
  static Path sections(Path folder, int count) throws IOException {
    StringBuilder source = new StringBuilder();
    for (int i = 0; i < count; i++) {
      source.append("int v%d SEC(\".data.s%d\") = %d;\n".formatted(i, i, i));
    }
    return compile(folder.resolve("sections.bpf.o"), source.toString());
  }

  private static Path compile(Path object, String source) throws IOException {
    Clang.compile("bpfel", BEGIN + source, object, "-mcpu=v3");
    return object;
  }
}
