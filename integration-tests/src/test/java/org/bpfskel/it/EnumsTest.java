package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.bpfskel.Cpus;
import org.bpfskel.Skeleton;
import org.bpfskel.data.ArrayVar;
import org.bpfskel.data.EnumVar;
import org.bpfskel.data.IntVar;
import org.bpfskel.data.LongVar;
import org.bpfskel.data.StructValue;
import org.bpfskel.data.StructVar;
import org.bpfskel.data.Variables;
import org.bpfskel.map.BpfArray;
import org.bpfskel.map.BpfHashMap;
import org.bpfskel.map.BpfQueue;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Enums of every size are what C makes of them, wherever they stand, as their constants are. */
@NeedsLibbpf
final class EnumsTest {
  private static final String SOURCE =
      """
      #define SEC(name) __attribute__((section(name), used))
      #define PACKED __attribute__((packed))
      enum byte { B_LOW, B_HIGH = 200 } PACKED;
      enum pair { P_LOW, P_HIGH = 60000 } PACKED;
      enum sbyte { SB_LOW = -56, SB_HIGH = 100 } PACKED;
      enum spair { SP_LOW = -30000, SP_HIGH = 100 } PACKED;
      enum word { W_HIGH = 0xfffffff0u };
      enum wide { L_HIGH = 0x8000000000000001ull };
      struct all { enum byte b; enum pair p; enum sbyte sb; enum spair sp; enum word w; enum wide l; };
      enum byte b = B_HIGH;
      enum pair p = P_HIGH;
      enum sbyte sb = SB_LOW;
      enum spair sp = SP_LOW;
      enum word w = W_HIGH;
      enum wide l = L_HIGH;
      enum byte bytes[3] = { B_LOW, B_HIGH, 255 };
      enum sbyte grid[2][2] = { { 1, SB_LOW }, { SB_HIGH } };
      struct all all = { B_HIGH, P_HIGH, SB_LOW, SP_LOW, W_HIGH, L_HIGH };
      typedef enum { S_OFF, S_ON = 200 } PACKED state_t;
      state_t state = S_ON;
      enum { I_ONE = 1 } inline_one = I_ONE;
      struct { enum { M_TWO = 2 } member; } holder = { M_TWO };
      #define MAP(name, kind, k, v) \\
        struct { int (*type)[kind]; int (*max_entries)[4]; k *key; v *value; } name SEC(".maps")
      MAP(by_byte, 1, enum byte, enum pair);
      MAP(by_pair, 1, enum pair, enum byte);
      MAP(by_sbyte, 1, enum sbyte, enum spair);
      MAP(by_state, 1, state_t, enum word);
      MAP(slots, 2, int, enum byte);
      MAP(each, 6, int, enum byte);
      struct { int (*type)[22]; int (*max_entries)[4]; enum byte *value; } queue SEC(".maps");
      char LICENSE[] SEC("license") = "GPL";
      """;

  @TempDir private Path folder;
  @AutoClose private Skeleton skel;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectories(folder.resolve("bpf"));
    Clang.compile("bpf", SOURCE, folder.resolve("bpf/enums.bpf.o"));
    skel = CompiledSkeleton.of("bpf/enums.bpf.o", folder).open();
  }

  private Object variable(String name) {
    return Fields.get(Fields.get(skel, "data"), name);
  }

  private EnumVar small(String name) {
    return (EnumVar) variable(name);
  }

  private Object map(String name) {
    return Fields.get(Fields.get(skel, "maps"), name);
  }

  @SuppressWarnings("unchecked") // else its elements could not be what they are compared with
  private BpfHashMap<Integer, Integer> hash(String name) {
    return (BpfHashMap<Integer, Integer>) map(name);
  }

  private Object constant(String type, String name) {
    try {
      return skel.getClass()
          .getClassLoader()
          .loadClass(skel.getClass().getName() + "$" + type)
          .getField(name)
          .get(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  @Test
  void variablesAreTheirConstants() {
    assertThat(small("b").get()).isEqualTo(200);
    assertThat(small("p").get()).isEqualTo(60_000);
    assertThat(small("sb").get()).isEqualTo(-56);
    assertThat(small("sp").get()).isEqualTo(-30_000);
    assertThat(((IntVar) variable("w")).get()).isEqualTo(0xfffffff0);
    assertThat(((LongVar) variable("l")).get()).isEqualTo(0x8000000000000001L);
    assertThat(small("b").get()).isEqualTo(constant("Byte", "B_HIGH"));
    assertThat(small("p").getVolatile()).isEqualTo(constant("Pair", "P_HIGH"));
    assertThat(small("sb").getVolatile()).isEqualTo(constant("Sbyte", "SB_LOW"));
    assertThat(((IntVar) variable("w")).get()).isEqualTo(constant("Word", "W_HIGH"));
    assertThat(((LongVar) variable("l")).get()).isEqualTo(constant("Wide", "L_HIGH"));
    assertThat(small("b").toString()).isEqualTo("b=200");
    Variables byName = (Variables) Fields.get(skel, "data");
    assertThat(byName.enum32("sp").get()).isEqualTo(-30_000);
    assertThat(byName.enum32("w").get()).isEqualTo(0xfffffff0);
    assertThat(byName.struct("all").enum32("p").get()).isEqualTo(60_000);
  }

  @Test
  void variablesHoldWhatCsEnumHolds() {
    for (int value : new int[] {0, 127, 128, 255}) {
      small("b").set(value);
      assertThat(small("b").get()).isEqualTo(value);
    }
    small("p").setVolatile(65_535);
    assertThat(small("p").get()).isEqualTo(65_535);
    small("sp").set(-32_768);
    assertThat(small("sp").get()).isEqualTo(-32_768);
    for (int value : new int[] {-1, 256, Integer.MIN_VALUE}) {
      assertThat(assertThrows(IllegalArgumentException.class, () -> small("b").set(value)))
          .hasMessageThat()
          .isEqualTo("b: " + value + " does not fit an enum of 8 bits");
    }
    assertThrows(IllegalArgumentException.class, () -> small("sb").set(200));
    assertThrows(IllegalArgumentException.class, () -> small("sp").setVolatile(32_768));
    assertThat(small("b").get()).isEqualTo(255);
  }

  @Test
  void elementsAndMembersAreTheSame() {
    ArrayVar<?, ?> bytes = (ArrayVar<?, ?>) variable("bytes");
    assertThat(bytes.get()).isEqualTo(new int[] {0, 200, 255});
    assertThat(((EnumVar) bytes.at(1)).get()).isEqualTo(200);
    ((EnumVar) bytes.at(0)).set(201);
    assertThat(bytes.get()).isEqualTo(new int[] {201, 200, 255});
    ArrayVar<?, ?> grid = (ArrayVar<?, ?>) variable("grid");
    assertThat(((EnumVar) grid.at(0, 1)).get()).isEqualTo(-56);
    assertThat(variable("all").toString())
        .isEqualTo(
            "all=all{b=200, p=60000, sb=-56, sp=-30000, w=4294967280, l=9223372036854775809}");
    StructValue copy = ((StructVar<?>) variable("all")).get();
    assertThat(Fields.get(copy, "b")).isEqualTo(200);
    assertThat(Fields.get(copy, "sp")).isEqualTo(-30_000);
  }

  @Test
  void enumsWithoutATagHaveConstantsByWhatTheyAreCalledAfter() {
    assertThat(small("state").get()).isEqualTo(constant("StateT", "S_ON"));
    assertThat(((IntVar) variable("inline_one")).get()).isEqualTo(constant("InlineOne", "I_ONE"));
    assertThat(constant("Member", "M_TWO")).isEqualTo(2);
  }

  @Test
  @NeedsKernel
  @SuppressWarnings("unchecked") // else elements could not be what they are compared with
  void keysAndValuesAreTheSame() {
    skel.load();
    BpfHashMap<Integer, Integer> byByte = hash("by_byte");
    byByte.put(200, 60_000);
    assertThat(byByte.get(200)).isEqualTo(60_000);
    assertThat(byByte.getLong(200, 0)).isEqualTo(60_000);
    assertThat(byByte.getAll()).isEqualTo(Map.of(200, 60_000));
    assertThat(byByte.getAndRemoveLong(200, 0)).isEqualTo(60_000);
    assertThrows(IllegalArgumentException.class, () -> byByte.put(-56, 1));
    assertThrows(IllegalArgumentException.class, () -> byByte.put(1, 65_536));

    BpfHashMap<Integer, Integer> byPair = hash("by_pair");
    byPair.putLong(60_000, 200);
    assertThat(byPair.getAll()).isEqualTo(Map.of(60_000, 200));
    assertThat(byPair.drain()).isEqualTo(Map.of(60_000, 200));

    BpfHashMap<Integer, Integer> bySbyte = hash("by_sbyte");
    bySbyte.put(-56, -30_000);
    assertThat(bySbyte.getAll()).isEqualTo(Map.of(-56, -30_000));
    assertThat(bySbyte.getLong(-56, 0)).isEqualTo(-30_000);
    assertThrows(IllegalArgumentException.class, () -> bySbyte.put(200, 1));

    BpfHashMap<Integer, Integer> byState = hash("by_state");
    byState.put(200, 0xfffffff0);
    assertThat(byState.getAll()).isEqualTo(Map.of(200, 0xfffffff0));

    BpfArray<Integer> slots = (BpfArray<Integer>) map("slots");
    slots.put(1, 200);
    assertThat(slots.get(1)).isEqualTo(200);
    assertThat(slots.getLong(1, 0)).isEqualTo(200);
    BpfQueue<Integer> queue = (BpfQueue<Integer>) map("queue");
    queue.push(200);
    queue.pushLong(255);
    assertThat(queue.pop()).isEqualTo(200);
    assertThat(queue.popLong(0)).isEqualTo(255);
    BpfArray<List<Integer>> each = (BpfArray<List<Integer>>) map("each");
    List<Integer> ofAll = Collections.nCopies(Cpus.possible(), 200);
    each.put(0, ofAll);
    assertThat(each.get(0)).isEqualTo(ofAll);
  }
}
