package org.bpfskel.fuzz;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.bpfskel.processor.model.ObjectException;
import org.bpfskel.processor.model.ObjectReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rows of docs/limits.md that say what a skeleton may have. What is beyond is one error. */
class LimitsTest {
  private static final int FIELDS = 30_000;
  private static final int CONSTANTS = 100_000;

  @Test
  void fieldsOfOneStruct() {
    assertThat(refusal(bitfields(FIELDS)))
        .contains("would have 30001 members of structs, variables, maps and programs");
    assertThat(read(bitfields(FIELDS - 1))).isNull();
    assertThat(Skeletons.accept(bitfields(60_000))).isFalse();
  }

  @Test
  void fieldsOfAllStructs() {
    RawBtf btf = new RawBtf();
    int[] variables = new int[3 * 40];
    for (int i = 0; i < 40; i++) {
      int struct = btf.struct("s" + i, 4_000, ints(btf, 1_000));
      variables[3 * i] = btf.type("ops" + i, RawBtf.VAR, struct, 1);
    }
    btf.section(".struct_ops.link", 0, variables);
    assertThat(refusal(btf.bytes())).contains("would have 40040 members of structs");
  }

  @Test
  void maps() {
    assertThat(refusal(maps(FIELDS + 1))).contains("would have 30001 members");
    assertThat(read(maps(FIELDS))).isNull();
  }

  @Test
  void constantsOfEnums() {
    assertThat(refusal(enumsOf(CONSTANTS + 1))).contains("would have 100001 constants of enums");
    assertThat(read(enumsOf(CONSTANTS))).isNull();
  }

  /** 13 levels, and as many as a file of 300 KB holds: members would double at each. */
  @Test
  void oneAnonymousTypeInOneStruct() {
    for (int levels : new int[] {2, 13, 8_000}) {
      RawBtf btf = new RawBtf();
      int id = btf.struct("", 4, btf.string("x"), btf.integer(), 0);
      for (int level = 0; level < levels; level++) {
        id = btf.struct(level == levels - 1 ? "s" : "", 4, 0, id, 0, 0, id, 0);
      }
      variable(btf, ".struct_ops.link", "ops", id);
      byte[] file = btf.bytes();

      assertThat(Bounds.hold(file, Readers::object)).isFalse();
      assertThat(refusal(file)).contains("twice: name them");
    }
  }

  @Test
  void generatedText() {
    int[] members = new int[3 * 10_000];
    RawBtf btf = new RawBtf();
    int integer = btf.integer();
    for (int i = 0; i < 10_000; i++) {
      members[3 * i] = btf.string("m".repeat(300) + i);
      members[3 * i + 1] = integer;
      members[3 * i + 2] = 32 * i;
    }
    variable(btf, ".struct_ops.link", "ops", btf.struct("s", 40_000, members));

    assertThat(read(btf.bytes())).isNull();
    assertThat(Skeletons.accept(btf.bytes())).isFalse();
  }

  private static String refusal(byte[] file) {
    return String.valueOf(assertThrows(ObjectException.class, () -> model(file)).getMessage());
  }

  private static @Nullable ObjectException read(byte[] file) {
    try {
      model(file);
      return null;
    } catch (ObjectException e) {
      return e;
    }
  }

  private static void model(byte[] file) throws ObjectException {
    ObjectReader.read(file, "bpf/large.btf", "Skel", List.of());
  }

  private static int[] ints(RawBtf btf, int count) {
    int integer = btf.integer();
    int[] members = new int[3 * count];
    for (int i = 0; i < count; i++) {
      members[3 * i] = btf.string("m" + i);
      members[3 * i + 1] = integer;
      members[3 * i + 2] = 32 * i;
    }
    return members;
  }

  private static byte[] bitfields(int count) {
    RawBtf btf = new RawBtf();
    int[] members = ints(btf, count);
    for (int i = 0; i < count; i++) {
      members[3 * i + 2] = 1 << 24 | i;
    }
    btf.words(btf.string("s"), 1 << 31 | BtfRecords.info(RawBtf.STRUCT, count), (count + 7) / 8);
    btf.words(members);
    variable(btf, ".struct_ops.link", "ops", btf.added());
    return btf.bytes();
  }

  private static byte[] maps(int count) {
    RawBtf btf = new RawBtf();
    int definition = btf.map(btf.integer());
    int[] variables = new int[3 * count];
    for (int i = 0; i < count; i++) {
      variables[3 * i] = btf.type("map" + i, RawBtf.VAR, definition, 1);
    }
    btf.section(".maps", 0, variables);
    return btf.bytes();
  }

  /** In two enums, for one has no more than 16 bits of constants. */
  private static byte[] enumsOf(int constants) {
    RawBtf btf = new RawBtf();
    int first = enumOf(btf, "e", constants / 2);
    int second = enumOf(btf, "f", constants - constants / 2);
    int struct = btf.struct("s", 8, btf.string("m"), first, 0, btf.string("n"), second, 32);
    variable(btf, ".struct_ops.link", "ops", struct);
    return btf.bytes();
  }

  private static int enumOf(RawBtf btf, String name, int constants) {
    btf.words(btf.string(name), BtfRecords.info(RawBtf.ENUM, constants), 4);
    for (int i = 0; i < constants; i++) {
      btf.words(btf.string(name + i), i);
    }
    return btf.added();
  }

  private static void variable(RawBtf btf, String section, String name, int type) {
    btf.section(section, 0, btf.type(name, RawBtf.VAR, type, 1), 0, 0);
  }
}
