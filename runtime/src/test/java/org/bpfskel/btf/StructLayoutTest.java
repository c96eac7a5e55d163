package org.bpfskel.btf;

import static com.google.common.truth.Truth.assertThat;
import static org.bpfskel.btf.BtfBytes.BOOL;
import static org.bpfskel.btf.BtfBytes.CHAR;
import static org.bpfskel.btf.BtfBytes.SIGNED;
import static org.bpfskel.btf.BtfBytes.bitfield;
import static org.bpfskel.btf.BtfBytes.member;
import static org.bpfskel.btf.BtfBytes.param;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.bpfskel.btf.MemberDetail.Bits;
import org.bpfskel.btf.MemberDetail.Nested;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.generated.GeneratedLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StructLayoutTest {
  private final BtfBytes bytes = new BtfBytes();
  private final int integer = bytes.integer("int", 4, SIGNED);
  private final int character = bytes.integer("char", 1, SIGNED | CHAR);

  private StructLayout read(int id) throws BtfException {
    return StructLayout.read(bytes.parse(), id);
  }

  /** The kind of the only member of a struct of 64 bytes. */
  private Kind kindOf(int type) throws BtfException {
    return read(bytes.struct("s", 64, member("m", type, 0))).members().get(0).kind();
  }

  private BtfException refused(int id) {
    return assertThrows(BtfException.class, () -> read(id));
  }

  @Test
  void readsWhatGeneratedCodeWritesOut() throws BtfException {
    int test1 = bytes.ptr(bytes.proto(integer));
    int test2 = bytes.ptr(bytes.proto(0, param("", integer), param("", integer)));
    int id =
        bytes.struct(
            "bpf_testmod_ops",
            64,
            member("test_1", test1, 0),
            member("test_2", test2, 64),
            member("data", integer, 44 * 8),
            member("label", bytes.array(character, 9), 48 * 8));

    assertThat(read(id))
        .isEqualTo(
            GeneratedLayout.of("bpf_testmod_ops", 64)
                .program("test_1", "int (*)(void)", 0)
                .program("test_2", "void (*)(int, int)", 8)
                .int32("data", "int", 44)
                .text("label", "char[9]", 48, 9)
                .structLayout());
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, INT8",
    "1, 0, UINT8",
    "2, 1, INT16",
    "2, 0, UINT16",
    "4, 1, INT32",
    "4, 0, UINT32",
    "8, 1, INT64",
    "8, 0, UINT64",
    "16, 1, OPAQUE",
    "1, 4, BOOL",
    "4, 4, OPAQUE",
    "1, 3, INT8",
    "1, 2, UINT8",
  })
  void takesIntegersByWidthAndSign(int size, int encoding, Kind kind) throws BtfException {
    assertThat(kindOf(bytes.integer("t", size, encoding))).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({"4, FLOAT32", "8, FLOAT64", "2, OPAQUE", "16, OPAQUE"})
  void takesFloatsByWidth(int size, Kind kind) throws BtfException {
    assertThat(kindOf(bytes.floating("t", size))).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({"1, ENUM", "2, ENUM", "4, ENUM", "8, ENUM", "3, OPAQUE"})
  void takesEnumsOfWidthsThatJavaHas(int size, Kind kind) throws BtfException {
    assertThat(kindOf(bytes.enumeration("e", size, false))).isEqualTo(kind);
    assertThat(kindOf(bytes.enumeration64("e", size, false))).isEqualTo(kind);
  }

  @Test
  void takesOneDimensionOfCharAsText() throws BtfException {
    int text = bytes.array(bytes.constant(character), 16);

    assertThat(kindOf(text)).isEqualTo(Kind.TEXT);
    assertThat(kindOf(bytes.typedef("name_t", text))).isEqualTo(Kind.TEXT);
    assertThat(kindOf(bytes.array(text, 2))).isEqualTo(Kind.ARRAY);
    assertThat(kindOf(bytes.array(bytes.integer("unsigned char", 1, 0), 16))).isEqualTo(Kind.ARRAY);
    assertThat(kindOf(bytes.array(integer, 2))).isEqualTo(Kind.ARRAY);
    assertThat(kindOf(bytes.array(character, 0))).isEqualTo(Kind.OPAQUE);
  }

  @Test
  void takesFunctionPointersAsProgramsOnlyAtTheTopOfAStruct() throws BtfException {
    int function = bytes.ptr(bytes.constant(bytes.typedef("fn_t", bytes.proto(0))));
    int alias = bytes.constant(bytes.typedef("fn_ptr_t", function));
    int anonymous = bytes.struct("", 8, member("inner", alias, 0));
    int struct = bytes.struct("s", 16, member("outer", alias, 0), member("", anonymous, 64));

    assertThat(read(struct).members())
        .containsExactly(
            new Member("outer", "const fn_ptr_t", 0, 8, Kind.PROGRAM),
            new Member("inner", "const fn_ptr_t", 8, 8, Kind.POINTER))
        .inOrder();
    assertThat(read(bytes.union("u", 8, member("f", function, 0))).members().get(0).kind())
        .isEqualTo(Kind.POINTER);
    assertThat(kindOf(bytes.ptr(0))).isEqualTo(Kind.POINTER);
    assertThat(kindOf(bytes.ptr(function))).isEqualTo(Kind.POINTER);
  }

  @Test
  void keepsNamedStructsAndUnionsWhole() throws BtfException {
    assertThat(kindOf(bytes.struct("inner", 4, member("i", integer, 0)))).isEqualTo(Kind.STRUCT);
    assertThat(kindOf(bytes.union("", 4, member("i", integer, 0)))).isEqualTo(Kind.UNION);
  }

  @Test
  void flattensAnonymousMembersWithTheirOffsetsAdded() throws BtfException {
    int innermost = bytes.struct("", 8, member("c", integer, 32));
    int union = bytes.union("", 12, member("b", integer, 0), member("", innermost, 0));
    int padded = bytes.struct("", 16, member("", bytes.constant(union), 32));
    int id =
        bytes.struct(
            "outer",
            24,
            member("a", integer, 0),
            member("", padded, 32),
            member("d", integer, 160));

    assertThat(read(id))
        .isEqualTo(
            GeneratedLayout.of("outer", 24)
                .int32("a", "int", 0)
                .int32("b", "int", 8)
                .int32("c", "int", 12)
                .int32("d", "int", 20)
                .structLayout());
  }

  @Test
  void flattensAnyNumberOfLevels() throws BtfException {
    int id = bytes.struct("", 4, member("deep", integer, 0));
    for (int i = 0; i < 10_000; i++) {
      id = bytes.struct("", 4, member("", id, 0));
    }

    assertThat(read(id).members()).containsExactly(new Member("deep", "int", 0, 4, Kind.INT32));
  }

  @Test
  void refusesAnonymousStructInItself() {
    int self = bytes.struct("s", 4, member("", bytes.nextId(), 0));

    assertThat(refused(self)).hasMessageThat().contains("type " + self + ", contains itself");
  }

  @Test
  void namesTheStructThatIsEmbeddedTooDeepByName() throws BtfException {
    int id = bytes.struct("level0", 4, member("i", integer, 0));
    for (int i = 1; i < 40; i++) {
      id = bytes.struct("level" + i, 4, member("inner", id, 0));
    }
    BtfException e = refused(id);

    assertThat(e).isInstanceOf(BtfLimitException.class);
    assertThat(e).hasMessageThat().containsMatch("struct level\\d+, type \\d+, and others");
    assertThat(e).hasMessageThat().contains("deeper than 32 levels: embed fewer");
  }

  @Test
  void placesBitfieldsAtTheByteOfTheirFirstBit() throws BtfException {
    int id =
        bytes.structWithBitfields(
            "s",
            8,
            bitfield("a", integer, 0, 3),
            bitfield("", integer, 3, 4),
            bitfield("b", integer, 7, 12),
            bitfield("c", integer, 56, 8));

    assertThat(read(id).members())
        .containsExactly(
            new Member("a", "int", 0, 4, Kind.BITFIELD, new Bits(Kind.INT32, 0, 3)),
            new Member("b", "int", 0, 4, Kind.BITFIELD, new Bits(Kind.INT32, 7, 12)),
            new Member("c", "int", 7, 4, Kind.BITFIELD, new Bits(Kind.INT32, 0, 8)))
        .inOrder();
  }

  @Test
  void keepsMembersWithoutSize() throws BtfException {
    int empty = bytes.struct("empty", 0);
    int id =
        bytes.struct(
            "s",
            4,
            member("nothing", empty, 32),
            member("unseen", bytes.forward("f", false), 0),
            member("tail", bytes.array(integer, 0), 32));

    assertThat(read(id).members())
        .containsExactly(
            new Member(
                "nothing",
                "struct empty",
                4,
                0,
                Kind.STRUCT,
                new Nested(GeneratedLayout.of("empty", 0).structLayout())),
            new Member("unseen", "struct f", 0, 0, Kind.OPAQUE),
            new Member("tail", "int[0]", 4, 0, Kind.OPAQUE))
        .inOrder();
  }

  @Test
  void takesItsNameFromTheTypedefOfAnAnonymousStruct() throws BtfException {
    int id = bytes.typedef("point_t", bytes.struct("", 4, member("x", integer, 0)));

    assertThat(read(id).name()).isEqualTo("point_t");
  }

  @Test
  void refusesWhatIsNoStruct() {
    assertThat(refused(integer)).hasMessageThat().contains("is no struct or union, but INT");
    assertThat(refused(0)).hasMessageThat().contains("VOID");
    assertThat(refused(99)).hasMessageThat().contains("no type 99");
  }

  @Test
  void refusesMembersThatEndOutsideOfTheirStruct() {
    assertThat(refused(bytes.struct("s", 4, member("m", integer, 8))))
        .hasMessageThat()
        .contains("from bit 8 with 32 bits, but only 4 bytes");
    assertThat(refused(bytes.struct("s", 4, member("m", integer, -8))))
        .hasMessageThat()
        .contains("from bit 4294967288");
    assertThat(refused(bytes.structWithBitfields("s", 4, bitfield("m", integer, 30, 3))))
        .hasMessageThat()
        .contains("with 3 bits");
  }

  @Test
  void refusesMembersThatStartWithinAByte() {
    assertThat(refused(bytes.struct("s", 8, member("m", integer, 3))))
        .hasMessageThat()
        .contains("within a byte");
  }

  @Test
  void knowsTheSizeOfEachKindThatHasOnlyOne() throws BtfException {
    int bool = bytes.integer("_Bool", 1, BOOL);
    int u16 = bytes.integer("unsigned short", 2, 0);
    int id =
        bytes.struct(
            "s",
            48,
            member("a", character, 0),
            member("b", bytes.integer("unsigned char", 1, 0), 8),
            member("c", bytes.integer("short", 2, SIGNED), 16),
            member("d", u16, 32),
            member("e", bool, 48),
            member("f", bytes.integer("unsigned int", 4, 0), 64),
            member("g", bytes.integer("long", 8, SIGNED), 128),
            member("h", bytes.integer("unsigned long", 8, 0), 192),
            member("i", bytes.floating("float", 4), 256),
            member("j", bytes.enumeration("e", 4, true), 288),
            member("k", bytes.floating("double", 8), 320));

    assertThat(read(id))
        .isEqualTo(
            GeneratedLayout.of("s", 48)
                .int8("a", "char", 0)
                .uint8("b", "unsigned char", 1)
                .int16("c", "short", 2)
                .uint16("d", "unsigned short", 4)
                .bool("e", "_Bool", 6)
                .uint32("f", "unsigned int", 8)
                .int64("g", "long", 16)
                .uint64("h", "unsigned long", 24)
                .float32("i", "float", 32)
                .signedEnumeration("j", "enum e", 36, 4)
                .float64("k", "double", 40)
                .structLayout());
  }

  @Test
  void aBitfieldLiesWithinAStructThatIsSmallerThanItsType() {
    StructLayout flags =
        GeneratedLayout.of("flags", 2)
            .bits("a", "unsigned int", 0, 4, Kind.UINT32, 0, 1)
            .bits("d", "unsigned int", 1, 4, Kind.UINT32, 4, 4)
            .bits("beyond", "unsigned int", 1, 4, Kind.UINT32, 4, 5)
            .structLayout();

    assertThat(flags.holds(flags.members().get(0))).isTrue();
    assertThat(flags.holds(flags.members().get(1))).isTrue();
    assertThat(flags.holds(flags.members().get(2))).isFalse();
    assertThat(flags.members().get(1).firstBit()).isEqualTo(12);
    assertThat(flags.members().get(1).bits()).isEqualTo(4);
  }
}
