package org.bpfskel.fuzz;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Types that would multiply when they are written out, or never come to an end. As the value of a
 * map, the type of a struct_ops variable and of a global one, each costs no more than its bytes.
 */
class HostileTypesTest {
  private static final int DEEP = 10_000;
  private static final int MANY = 3_000;

  /** Adds types and gives the id of the one that a variable has. */
  private interface Hostile {
    int type(RawBtf btf);
  }

  static Stream<Arguments> types() {
    return Stream.of(
        hostile("typedefs", btf -> chain(btf, id -> btf.type("t", RawBtf.TYPEDEF, id))),
        hostile("qualifiers", btf -> chain(btf, id -> btf.type("", RawBtf.CONST, id))),
        hostile("pointers", btf -> chain(btf, id -> btf.type("", RawBtf.PTR, id))),
        hostile("arrays", btf -> chain(btf, id -> btf.type("", RawBtf.ARRAY, 0, id, 1, 1))),
        hostile("structs", btf -> chain(btf, id -> embedding(btf, 4, "in", id, 1))),
        hostile("anonymous structs", btf -> chain(btf, id -> embedding(btf, 4, "", id, 1))),
        hostile("prototypes", btf -> chain(btf, id -> btf.type("", RawBtf.FUNC_PROTO, id))),
        hostile("typedef of itself", btf -> btf.type("t", RawBtf.TYPEDEF, btf.nextId())),
        hostile("pointer to itself", btf -> btf.type("", RawBtf.PTR, btf.nextId())),
        hostile("array of itself", btf -> btf.type("", RawBtf.ARRAY, 0, btf.nextId(), 1, 1)),
        hostile("struct in itself", btf -> embedding(btf, 4, "in", btf.nextId(), 1)),
        hostile("ring of two structs", HostileTypesTest::ring),
        hostile("a variable as a type", HostileTypesTest::variableAsType),
        hostile("100 levels of two each", btf -> levels(btf, "in", 100, 2)),
        hostile("30 levels of two each", btf -> levels(btf, "in", 30, 2)),
        hostile("30 anonymous levels of two each", btf -> levels(btf, "", 30, 2)),
        hostile("many that embed one that embeds many", HostileTypesTest::wide),
        hostile("many pointers to one prototype of many", HostileTypesTest::prototypes),
        hostile("many members of one enum of many", HostileTypesTest::enums),
        hostile("many members of one long name", HostileTypesTest::longNames),
        hostile("members of a type with a long name", HostileTypesTest::longTypeName),
        hostile("array of 4 billion empty structs", HostileTypesTest::emptyElements),
        hostile("array of 16 EiB", HostileTypesTest::hugeArray),
        hostile("struct of 4 GiB", btf -> btf.struct("s", -1)));
  }

  private static Arguments hostile(String name, Hostile types) {
    return arguments(name, types);
  }

  private static int chain(RawBtf btf, IntUnaryOperator around) {
    return IntStream.range(0, DEEP).reduce(btf.integer(), (id, level) -> around.applyAsInt(id));
  }

  private static int embedding(RawBtf btf, int size, String name, int type, int times) {
    int[] members = new int[3 * times];
    for (int i = 0; i < times; i++) {
      members[3 * i] = btf.string(name.isEmpty() ? "" : name + i);
      members[3 * i + 1] = type;
    }
    return btf.struct("s" + btf.nextId(), size, members);
  }

  private static int ring(RawBtf btf) {
    embedding(btf, 4, "in", btf.nextId() + 1, 2);
    return embedding(btf, 4, "in", btf.nextId() - 1, 2);
  }

  private static int variableAsType(RawBtf btf) {
    int struct = btf.struct("", 4, btf.string("x"), btf.integer(), 0);
    return btf.struct("s", 4, btf.string("m"), btf.type("v", RawBtf.VAR, struct, 1), 0);
  }

  /** Of no size, so that it never exceeds what its struct claims. */
  private static int levels(RawBtf btf, String name, int levels, int each) {
    int id = btf.struct("s", 0);
    for (int i = 0; i < levels; i++) {
      id = embedding(btf, 0, name, id, each);
    }
    return id;
  }

  private static int wide(RawBtf btf) {
    int integer = btf.integer();
    int[] leaves = new int[3 * 1_000];
    for (int i = 0; i < leaves.length / 3; i++) {
      leaves[3 * i] = btf.string("m" + i);
      leaves[3 * i + 1] = btf.struct("leaf" + i, 4, btf.string("x"), integer, 0);
    }
    int wide = btf.struct("wide", 4, leaves);
    int[] members = new int[3 * MANY];
    for (int i = 0; i < MANY; i++) {
      members[3 * i] = btf.string("m" + i);
      members[3 * i + 1] = btf.type("", RawBtf.PTR, embedding(btf, 4, "in", wide, 1));
    }
    for (int i = 0; i < MANY; i++) {
      variable(btf, ".data", "v" + i, embedding(btf, 4, "in", wide, 1));
    }
    return btf.struct("s", 8, members);
  }

  private static int prototypes(RawBtf btf) {
    int integer = btf.integer();
    int params = 60_000;
    btf.words(btf.string(""), RawBtf.FUNC_PROTO << 24 | params, integer);
    for (int i = 0; i < params; i++) {
      btf.words(btf.string("p"), integer);
    }
    int prototype = btf.added();
    return embedding(btf, 8, "m", btf.type("", RawBtf.PTR, prototype), MANY);
  }

  private static int enums(RawBtf btf) {
    int values = 60_000;
    btf.words(btf.string("e"), RawBtf.ENUM << 24 | values, 4);
    for (int i = 0; i < values; i++) {
      btf.words(btf.string("V" + i), i);
    }
    return embedding(btf, 4, "m", btf.added(), MANY);
  }

  private static int longNames(RawBtf btf) {
    int integer = btf.integer();
    int name = btf.string("x".repeat(60_000));
    int[] members = new int[3 * MANY];
    for (int i = 0; i < MANY; i++) {
      members[3 * i] = name;
      members[3 * i + 1] = integer;
    }
    return btf.struct("s", 4, members);
  }

  private static int longTypeName(RawBtf btf) {
    int integer = btf.type("x".repeat(60_000), RawBtf.INT, 4, 32);
    return embedding(btf, 4, "m", integer, MANY);
  }

  private static int emptyElements(RawBtf btf) {
    btf.integer();
    return btf.type("", RawBtf.ARRAY, 0, btf.struct("empty", 0), 1, -1);
  }

  private static int hugeArray(RawBtf btf) {
    int inner = btf.type("", RawBtf.ARRAY, 0, btf.integer(), 1, -1);
    return btf.type("", RawBtf.ARRAY, 0, inner, 1, -1);
  }

  private static void variable(RawBtf btf, String section, String name, int type) {
    int variable = btf.type(name, RawBtf.VAR, type, 1);
    btf.section(section, 0, variable, 0, 0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("types")
  void asTypesOfRawBtf(String name, Hostile hostile) {
    RawBtf btf = new RawBtf();
    int type = hostile.type(btf);
    variable(btf, ".maps", "map", btf.map(type));
    variable(btf, ".struct_ops.link", "ops", type);
    byte[] file = btf.bytes();

    assertThat(Target.BTF.accepts(file)).isTrue();
    Target.TYPES.accepts(file);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("types")
  void asTypesOfGlobalVariables(String name, Hostile hostile) {
    RawElf elf = new RawElf();
    int data = elf.section(".data", new byte[8]);
    RawBtf btf = new RawBtf();
    int type = hostile.type(btf);
    int[] variables = new int[3 * 1_000];
    for (int i = 0; i < variables.length / 3; i++) {
      variables[3 * i] = btf.type("v" + i, RawBtf.VAR, type, 1);
      variables[3 * i + 2] = 8;
      elf.variable("v" + i, data, 0, 8);
    }
    btf.section(".data", 0, variables);
    elf.section(".BTF", btf.bytes());

    Target.OBJECT.accepts(elf.bytes());
  }
}
