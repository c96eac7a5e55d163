package org.bpfskel.it;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One C source of which macros make many builds, each with old values or with new ones. */
final class VersionedObject {
  private static final String SOURCE =
      """
      #ifdef NEW_VALUES
      #define VALUE(old, new) new
      #else
      #define VALUE(old, new) old
      #endif
      #ifndef OPS
      #define OPS versioned_ops
      #endif
      #ifndef NUMBER
      #define NUMBER int
      #endif
      #ifndef TEXT
      #define TEXT 8
      #endif
      #ifndef WEIGHTS
      #define WEIGHTS 3
      #endif
      #ifndef NESTED_Y
      #define NESTED_Y int
      #endif
      #ifndef NARROW
      #define NARROW 3
      #endif
      #define SEC(name) __attribute__((section(name), used))

      struct point {
      #ifdef NESTED_MEMBER_BEFORE
        long long z;
      #endif
      #ifndef NESTED_MEMBER_REMOVED
        short x;
      #endif
        NESTED_Y y;
      };
      struct bits {
      #ifdef BITFIELD_BEFORE
        unsigned int before : 4;
      #endif
        unsigned int narrow : NARROW;
      #ifdef BITFIELD_MOVED
        unsigned int : 9;
      #endif
        unsigned int wide : 20;
      };
      struct OPS {
      #ifdef MEMBER_BEFORE
        char before[3];
      #endif
        int (*decide)(void);
      #ifndef CALLBACK_REMOVED
        int (*notify)(void);
      #endif
      #if !defined(MEMBER_MOVED) && !defined(MEMBER_REMOVED)
        NUMBER number;
      #endif
      #ifndef MEMBER_REMOVED
        char text[TEXT];
        int weights[WEIGHTS];
      #endif
      #ifdef MEMBER_ADDED
        long long added;
      #endif
      #ifndef NESTED_REMOVED
        struct point point;
        struct point points[2];
      #endif
        struct bits bits;
        union {
          unsigned int whole;
          unsigned char first;
      #ifdef UNION_MEMBER_ADDED
          long long longer;
      #endif
        };
      #if defined(MEMBER_MOVED)
        NUMBER number;
      #endif
        char last;
      };

      #ifndef MAP_REMOVED
      struct { int (*type)[2]; int *key; int *value; int (*max_entries)[1]; } counters SEC(".maps");
      #endif
      char LICENSE[] SEC("license") = "GPL";
      SEC("struct_ops/decide") int decide(void *ctx) { return 0; }
      #ifndef PROGRAM_REMOVED
      SEC("struct_ops/notify") int notify(void *ctx) { return 0; }
      #endif
      #ifndef OTHER_KIND_OF_PROGRAM
      #define SPARE "struct_ops/spare"
      #else
      #define SPARE "socket"
      #endif
      SEC(SPARE) int spare(void *ctx) { return 0; }

      #ifndef VARIABLE_REMOVED
      SEC(".struct_ops.link") struct OPS ops = {
        .decide = (void *)decide,
      #if !defined(CALLBACK_REMOVED) && !defined(PROGRAM_REMOVED)
        .notify = (void *)notify,
      #endif
      #ifndef MEMBER_REMOVED
        .number = VALUE(-7, 70),
        .text = VALUE("before", "after"),
        .weights = { VALUE(1, 10), 2, VALUE(3, 30) },
      #endif
      #ifndef NESTED_REMOVED
      #ifndef NESTED_MEMBER_REMOVED
        .point.x = VALUE(-5, 50),
        .points[1].x = VALUE(7, 77),
      #endif
        .point.y = VALUE(6, -60),
        .points[1].y = VALUE(-8, 88),
      #endif
        .bits = { .narrow = VALUE(5, 2), .wide = VALUE(100000, 200000) },
        .whole = VALUE(0x01020304, 0x05060708),
        .last = VALUE('y', 'z'),
      };
      #endif
      """;

  private VersionedObject() {}

  /** Compiles the source with these macros, {@code NAME} or {@code NAME=value}. */
  static byte[] build(String macros) throws IOException {
    StringBuilder source = new StringBuilder();
    for (String macro : Splitter.on(' ').omitEmptyStrings().split(macros)) {
      source.append("#define ").append(macro.replace('=', ' ')).append("\n");
    }
    Path object = Files.createTempFile("build", ".bpf.o");
    try {
      Clang.compile("bpf", source + SOURCE, object);
      return Files.readAllBytes(object);
    } finally {
      Files.delete(object);
    }
  }
}
