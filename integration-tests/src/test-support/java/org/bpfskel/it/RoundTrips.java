package org.bpfskel.it;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** An object with values of every kind, its class, and bytes that a program may leave in them. */
final class RoundTrips {
  private static final String SOURCE =
      """
      #define SEC(name) __attribute__((section(name), used))
      typedef unsigned long long u64;
      enum mode { OFF, ON, AUTO };
      enum level { LOW = -1, MIDDLE, HIGH };
      struct flags { unsigned a:1, b:1, c:10, d:4; };
      struct wide { u64 whole:64; };
      struct small { signed char s:3; unsigned char u:5; short n:9; };
      struct logic { _Bool on:1; _Bool off:1; enum mode mode:2; enum level level:2; long long big:40; };
      struct tight { char c; unsigned x:3; u64 y:33; } __attribute__((packed));
      struct padded { char c; int n; };
      union either { int number; char text[6]; struct padded padded; };
      struct outer {
        struct flags one;
        struct flags many[3];
        char name[5];
        char lines[2][3];
        _Bool decided;
        _Bool each[3];
        struct padded padded;
        struct padded pairs[2];
        union { int i; char c[6]; };
        union either either;
        float f;
        double d;
      #ifdef EXTRA
        int extra;
      #endif
        struct logic logic;
        struct tight tight;
        struct wide wide;
        struct small small;
      };
      struct outer value;
      struct outer row[2];
      struct flags some_flags = { 1, 0, 1023, 9 };
      struct logic some_logic = { 1, 0, AUTO, LOW, -5 };
      struct tight some_tight = { 'x', 5, 0x1ffffffff };
      struct wide some_wide = { ~0ull };
      struct small some_small = { -4, 31, -256 };
      char label[6] = "ab";
      char labels[2][4];
      _Bool answers[4];
      const volatile struct outer constant = {
        .name = "full!",
      #ifdef EXTRA
        .extra = 9,
      #endif
      };
      #define MAP(name, kind, k, v) \\
        struct { int (*type)[kind]; int (*max_entries)[512]; k *key; v *value; } name SEC(".maps");
      typedef char name_t[6];
      typedef char names_t[2][4];
      typedef struct { _Bool b; char c[3]; long long n; } mixed_t;
      MAP(by_name, 1, name_t, struct outer)
      MAP(by_names, 1, names_t, name_t)
      MAP(by_struct, 1, struct padded, struct outer)
      MAP(by_union, 1, union either, union either)
      MAP(by_bits, 9, struct logic, struct flags)
      MAP(by_mixed, 1, mixed_t, mixed_t)
      typedef _Bool answers_t[2];
      MAP(by_truth, 1, _Bool, float)
      MAP(by_answers, 1, answers_t, answers_t)
      MAP(by_number, 1, float, _Bool)
      MAP(by_precise, 1, double, double)
      MAP(per_cpu, 5, struct padded, struct padded)
      struct prefix { unsigned bits; char data[5]; };
      struct {
        int (*type)[11]; int (*map_flags)[1]; int (*max_entries)[512];
        struct prefix *key; struct padded *value;
      } by_prefix SEC(".maps");
      struct { int (*type)[22]; int (*max_entries)[8]; struct outer *value; } jobs SEC(".maps");
      struct { int (*type)[23]; int (*max_entries)[8]; name_t *value; } words SEC(".maps");
      struct { int (*type)[22]; int (*max_entries)[8]; _Bool *value; } yes_or_no SEC(".maps");
      char LICENSE[] SEC("license") = "GPL";
      """;

  private final Path folder;
  final CompiledSkeleton skeleton;

  RoundTrips(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("bpf"));
    Files.write(folder.resolve("bpf/trips.bpf.o"), build(""));
    skeleton = CompiledSkeleton.of("bpf/trips.bpf.o", folder);
  }

  /** The object, with a macro defined that gives it more members. */
  byte[] build(String macro) throws IOException {
    Path object = folder.resolve("build.bpf.o");
    String define = macro.isEmpty() ? "" : "#define " + macro + "\n";
    Clang.compile("bpf", define + SOURCE, object);
    return Files.readAllBytes(object);
  }

  /**
   * Texts that end and do not, padding that is clear and is not, bools of any byte, NaNs of any
   * payload.
   */
  static byte[] random(Random random, int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    for (int i = 0; i < size; i++) {
      int kind = random.nextInt(5);
      bytes[i] = kind < 2 ? (byte) kind : bytes[i];
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    for (int i = 0; i + Float.BYTES <= size; i += Float.BYTES) {
      if (random.nextInt(4) == 0) {
        buffer.putInt(i, random.nextInt() | 0x7f80_0000);
      }
    }
    for (int i = 0; i + Double.BYTES <= size; i += Double.BYTES) {
      if (random.nextInt(4) == 0) {
        buffer.putLong(i, random.nextLong() | 0x7ff0_0000_0000_0000L);
      }
    }
    return bytes;
  }
}
