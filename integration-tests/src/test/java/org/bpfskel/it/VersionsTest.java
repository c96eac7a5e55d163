package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bpfskel.BpfException;
import org.bpfskel.BpfObject;
import org.bpfskel.generated.ObjectSource;
import org.bpfskel.generated.Skeleton;
import org.bpfskel.generated.WriteBack;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A class opens other builds of its object. What fields must read, and where they must be written,
 * is what clang says: each build is compiled once with the old values and once with the new ones.
 */
@NeedsLibbpf
final class VersionsTest {
  @TempDir private static Path folder;
  private static CompiledSkeleton skeleton;

  /** Where each field's value stands in the C source below: before and after the change. */
  private static Map<String, List<Object>> values() {
    Map<String, List<Object>> values = new LinkedHashMap<>();
    values.put("number", List.of(-7, 70));
    values.put("text", List.of("before", "after"));
    values.put("weights[0]", List.of(1, 10));
    values.put("weights[2]", List.of(3, 30));
    values.put("point.x", List.of((short) -5, (short) 50));
    values.put("point.y", List.of(6, -60));
    values.put("points[1].x", List.of((short) 7, (short) 77));
    values.put("points[1].y", List.of(-8, 88));
    values.put("bits.narrow", List.of(5, 2));
    values.put("bits.wide", List.of(100_000, 200_000));
    values.put("whole", List.of(0x01020304, 0x05060708));
    values.put("last", List.of((byte) 'y', (byte) 'z'));
    return values;
  }

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

  @BeforeAll
  static void makeTheClass() throws IOException {
    Clang.compile("bpf", SOURCE, folder.resolve("bpf/versioned.bpf.o"));
    skeleton = CompiledSkeleton.of("bpf/versioned.bpf.o", folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "MEMBER_BEFORE",
        "MEMBER_ADDED",
        "MEMBER_MOVED",
        "NESTED_MEMBER_BEFORE",
        "BITFIELD_BEFORE",
        "BITFIELD_MOVED",
        "UNION_MEMBER_ADDED",
        "CALLBACK_REMOVED",
        "MEMBER_BEFORE MEMBER_ADDED MEMBER_MOVED NESTED_MEMBER_BEFORE BITFIELD_MOVED",
      })
  void fieldsAreReadAndWrittenWhereThatBuildHasThem(String macros) throws IOException {
    assertReadsAndWrites(macros, List.of());
  }

  @Test
  void fieldsOfMembersThatAreGoneAreLeftOut() throws IOException {
    assertReadsAndWrites("MEMBER_REMOVED", List.of("number", "text", "weights"));
    assertReadsAndWrites("NESTED_MEMBER_REMOVED", List.of("point.x", "points[1].x"));
    assertReadsAndWrites("NESTED_REMOVED", List.of("point", "points"));
  }

  @Test
  void membersThatAreGoneReadAsZeroAndDoNoHarmWhileUnset() throws IOException {
    byte[] object = build("MEMBER_REMOVED NESTED_REMOVED CALLBACK_REMOVED");
    try (Skeleton skel = skeleton.open(object)) {
      ShadowFields ops = ShadowFields.of(skel, "ops");
      assertThat(ops.get("number")).isEqualTo(0);
      assertThat(ops.get("text")).isEqualTo("");
      assertThat(ops.get("weights")).isEqualTo(new int[3]);
      assertThat(ops.get("point.y")).isEqualTo(0);
      assertThat(ops.get("points[1].y")).isEqualTo(0);
      assertThat(ops.get("notify")).isNull();
      assertThat(assertThrows(BpfException.class, skel::load).operation())
          .isEqualTo("bpf_object__load");
    }
  }

  @Test
  void membersThatAreGoneAreRefusedByNameOnceTheyAreSet() throws IOException {
    byte[] object = build("MEMBER_REMOVED NESTED_REMOVED CALLBACK_REMOVED");
    try (Skeleton skel = skeleton.open(object)) {
      ShadowFields ops = ShadowFields.of(skel, "ops");
      ops.set("notify", skel.object().program("notify"));
      ops.set("number", 1);
      ops.set("text", "x");
      ops.set("weights[2]", 1);
      ops.set("point.y", 1);
      ops.set("points[1].x", (short) 1);
      BpfException e = assertThrows(BpfException.class, skel::load);
      assertThat(e)
          .hasMessageThat()
          .isEqualTo(
              String.join(
                      ": is set, but this build of the object has no such member\n  ",
                      "load failed for versioned_bpf: EINVAL: ops.notify",
                      "ops.number",
                      "ops.text",
                      "ops.weights[2]",
                      "ops.point.y",
                      "ops.points[1].x",
                      "")
                  .stripTrailing());
      ops.set("notify", null);
      ops.set("number", 0);
      ops.set("text", "");
      ops.set("weights[2]", 0);
      ops.set("point.y", 0);
      ops.set("points[1].x", (short) 0);
      assertThat(assertThrows(BpfException.class, skel::load).operation())
          .isEqualTo("bpf_object__load");
    }
  }

  @Test
  void memberOfAnotherTypeIsRefused() throws IOException {
    assertMisfits(
        "NUMBER=unsigned",
        "ops.number: int of 4 bytes in the class, unsigned int of 4 bytes in the object");
    assertMisfits(
        "NUMBER=float", "ops.number: int of 4 bytes in the class, float of 4 bytes in the object");
    assertMisfits(
        "NESTED_Y=unsigned",
        "ops.point.y: int of 4 bytes in the class, unsigned int of 4 bytes in the object",
        "ops.points[].y: int of 4 bytes in the class, unsigned int of 4 bytes in the object");
  }

  @Test
  void memberOfAnotherSizeIsRefused() throws IOException {
    assertMisfits(
        "NUMBER=short", "ops.number: int of 4 bytes in the class, short of 2 bytes in the object");
    assertMisfits(
        "TEXT=16", "ops.text: char[8] of 8 bytes in the class, char[16] of 16 bytes in the object");
    assertMisfits(
        "NARROW=4",
        "ops.bits.narrow: unsigned int of 3 bits in the class, unsigned int of 4 bits in the"
            + " object");
  }

  @Test
  void longerAndShorterArraysAreRefused() throws IOException {
    assertMisfits(
        "WEIGHTS=4",
        "ops.weights: int[3] of 12 bytes in the class, int[4] of 16 bytes in the object");
    assertMisfits(
        "WEIGHTS=2",
        "ops.weights: int[3] of 12 bytes in the class, int[2] of 8 bytes in the object");
  }

  @Test
  void structOfAnotherNameIsRefused() throws IOException {
    assertMisfits(
        "OPS=renamed_ops",
        "ops: struct versioned_ops in the class, struct renamed_ops in the object");
  }

  @Test
  void whatTheClassNamesAndTheObjectLacksIsRefused() throws IOException {
    assertMisfits("MAP_REMOVED", "counters: no such map in the object");
    assertMisfits("PROGRAM_REMOVED", "notify: no such struct_ops program in the object");
    assertMisfits(
        "OTHER_KIND_OF_PROGRAM",
        "spare: no struct_ops program in the object, but program spare (SEC(\"socket\"))");
    assertMisfits(
        "VARIABLE_REMOVED",
        "ops: no such map in the object",
        "ops: no such struct_ops variable in the object");
  }

  @Test
  void everythingThatDoesNotFitIsListedAtOnce() throws IOException {
    assertMisfits(
        "PROGRAM_REMOVED MAP_REMOVED NUMBER=long TEXT=4 NESTED_Y=short NARROW=2",
        "notify: no such struct_ops program in the object",
        "counters: no such map in the object",
        "ops.number: int of 4 bytes in the class, long of 8 bytes in the object",
        "ops.text: char[8] of 8 bytes in the class, char[4] of 4 bytes in the object",
        "ops.point.y: int of 4 bytes in the class, short of 2 bytes in the object",
        "ops.points[].y: int of 4 bytes in the class, short of 2 bytes in the object",
        "ops.bits.narrow: unsigned int of 3 bits in the class, unsigned int of 2 bits in the"
            + " object");
  }

  /** Opens it from bytes and from a file. */
  private static void assertReadsAndWrites(String macros, List<String> gone) throws IOException {
    byte[] object = build(macros);
    Path file = Files.write(folder.resolve("another.bpf.o"), object);
    try (Skeleton fromBytes = skeleton.open(object);
        Skeleton fromFile = skeleton.open(file)) {
      assertThat(fromBytes.object().name()).isEqualTo("versioned_bpf");
      assertThat(fromFile.object().name()).isEqualTo("another_bpf");
      assertReadsAndWrites(fromBytes, macros, gone);
      assertReadsAndWrites(fromFile, macros, gone);
    }
  }

  private static void assertReadsAndWrites(Skeleton skel, String macros, List<String> gone)
      throws IOException {
    ShadowFields ops = ShadowFields.of(skel, "ops");
    values()
        .forEach(
            (field, values) -> {
              if (gone.stream().noneMatch(field::startsWith)) {
                assertWithMessage(field).that(ops.get(field)).isEqualTo(values.get(0));
                ops.set(field, values.get(1));
              }
            });
    byte[] written = WriteBack.of(skel.object().map("ops"), ops.shadow());
    try (BpfObject wanted = BpfObject.open(build(macros + " NEW_VALUES"), "wanted.bpf.o")) {
      assertThat(written).isEqualTo(wanted.map("ops").initialValue());
    }
    assertThat(ops.get("decide")).isSameInstanceAs(skel.object().program("decide"));
  }

  private static void assertMisfits(String macros, String... problems) throws IOException {
    byte[] object = build(macros);
    List<BpfObject> opened = new ArrayList<>();
    ObjectSource source = ObjectSource.resource(skeleton.type(), "/bpf/versioned.bpf.o", "another");
    BpfException e =
        assertThrows(
            BpfException.class,
            () ->
                source.open(
                    object,
                    open -> {
                      opened.add(open.object());
                      return skeleton.on(open);
                    }));
    assertThat(e)
        .hasMessageThat()
        .isEqualTo(
            "open failed for versioned_bpf: the object does not fit host.Skel, generated from"
                + " another build of it:\n  "
                + String.join("\n  ", problems));
    assertThat(opened.get(0).isOpen()).isFalse();
  }

  /** Compiles the source with these macros, as clang's -D takes them. */
  private static byte[] build(String macros) throws IOException {
    StringBuilder source = new StringBuilder();
    for (String macro : macros.strip().split(" +")) {
      source.append(macro.isEmpty() ? "" : "#define " + macro.replace('=', ' ') + "\n");
    }
    Path object = folder.resolve("build.bpf.o");
    Clang.compile("bpf", source + SOURCE, object);
    return Files.readAllBytes(object);
  }
}
