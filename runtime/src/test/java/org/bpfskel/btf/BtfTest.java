package org.bpfskel.btf;

import static com.google.common.truth.Truth.assertThat;
import static org.bpfskel.btf.BtfBytes.SIGNED;
import static org.bpfskel.btf.BtfBytes.member;
import static org.bpfskel.btf.BtfBytes.value;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.bpfskel.btf.BtfBytes.Form;
import org.bpfskel.btf.BtfType.Linkage;
import org.bpfskel.btf.BtfType.Member;
import org.bpfskel.btf.BtfType.Param;
import org.bpfskel.btf.BtfType.SectionVar;
import org.bpfskel.btf.BtfType.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BtfTest {
  @ParameterizedTest
  @EnumSource
  void decodesEveryKindInEitherByteOrderAndWithEitherHeader(Form form) throws BtfException {
    Btf btf = BtfBytes.everyKind(form).parse();

    assertThat(btf.byteOrder()).isEqualTo(form.order);
    assertThat(btf.type(0)).isEqualTo(new BtfType.Void());
    assertThat(btf.type(1)).isEqualTo(new BtfType.Int("int", 4, true, false, false, 0, 32));
    assertThat(btf.type(2)).isEqualTo(new BtfType.Ptr(4));
    assertThat(btf.type(3)).isEqualTo(new BtfType.Array(1, 1, 3));
    assertThat(btf.type(4))
        .isEqualTo(
            new BtfType.Composite(
                BtfKind.STRUCT,
                "point",
                12,
                List.of(
                    new Member("x", 1, 0, 0),
                    new Member("flags", 1, 32, 5),
                    new Member("", 5, 64, 0))));
    assertThat(btf.type(5))
        .isEqualTo(
            new BtfType.Composite(
                BtfKind.UNION,
                "either",
                4,
                List.of(new Member("number", 1, 0, 0), new Member("real", 16, 0, 0))));
    assertThat(btf.type(6))
        .isEqualTo(
            new BtfType.Enum(
                BtfKind.ENUM,
                "color",
                4,
                true,
                List.of(new Value("RED", -1), new Value("BLUE", 7))));
    assertThat(btf.type(7)).isEqualTo(new BtfType.Fwd("unseen", true));
    assertThat(btf.type(8)).isEqualTo(new BtfType.Modifier(BtfKind.TYPEDEF, "counter_t", 1));
    assertThat(btf.type(9)).isEqualTo(new BtfType.Modifier(BtfKind.VOLATILE, "", 1));
    assertThat(btf.type(10)).isEqualTo(new BtfType.Modifier(BtfKind.CONST, "", 4));
    assertThat(btf.type(11)).isEqualTo(new BtfType.Modifier(BtfKind.RESTRICT, "", 2));
    assertThat(btf.type(12)).isEqualTo(new BtfType.Func("callback", 13, Linkage.GLOBAL));
    assertThat(btf.type(13))
        .isEqualTo(new BtfType.FuncProto(1, List.of(new Param("a", 2), new Param("b", 8)), true));
    assertThat(btf.type(14)).isEqualTo(new BtfType.Var("calls", 1, Linkage.GLOBAL));
    assertThat(btf.type(15))
        .isEqualTo(new BtfType.DataSec(".bss", 4, List.of(new SectionVar(14, 0, 4))));
    assertThat(btf.type(16)).isEqualTo(new BtfType.Float("float", 4));
    assertThat(btf.type(17)).isEqualTo(new BtfType.DeclTag("on member", 4, 1));
    assertThat(btf.type(18)).isEqualTo(new BtfType.Modifier(BtfKind.TYPE_TAG, "rcu", 4));
    assertThat(btf.type(19))
        .isEqualTo(
            new BtfType.Enum(
                BtfKind.ENUM64, "mask", 8, false, List.of(new Value("TOP", Long.MIN_VALUE))));
  }

  @ParameterizedTest
  @EnumSource
  void tellsKindAndNameWithoutDecoding(Form form) throws BtfException {
    Btf btf = BtfBytes.everyKind(form).parse();

    for (int id = 0; id < btf.typeCount(); id++) {
      BtfType type = btf.type(id);
      assertThat(btf.kind(id)).isEqualTo(type.kind());
      assertThat(btf.name(id)).isEqualTo(type.name());
    }
  }

  @Test
  void numbersKindsAsTheKernelDoes() throws BtfException {
    Btf btf = BtfBytes.everyKind(Form.LITTLE_ENDIAN_24).parse();

    List<BtfKind> kinds = new ArrayList<>();
    for (int id = 0; id < btf.typeCount(); id++) {
      kinds.add(btf.kind(id));
    }
    List<BtfKind> all = new ArrayList<>(List.of(BtfKind.values()));
    all.remove(BtfKind.UNKNOWN);
    assertThat(kinds).containsExactlyElementsIn(all).inOrder();
  }

  @ParameterizedTest
  @EnumSource(names = {"LITTLE_ENDIAN_32", "BIG_ENDIAN_32"})
  void stepsOverUnknownKindsByTheLayoutSection(Form form) throws BtfException {
    Btf btf = BtfBytes.everyKind(form).parse();

    assertThat(btf.type(20)).isEqualTo(new BtfType.Unknown(20, "novelty"));
    assertThat(btf.type(21)).isEqualTo(new BtfType.Ptr(20));
  }

  @Test
  void readsMoreThan65535Elements() throws BtfException {
    BtfBytes.Element[] values = new BtfBytes.Element[70_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = value("", i);
    }
    BtfBytes bytes = new BtfBytes(Form.LITTLE_ENDIAN_32).layouts(0, 0);
    int id = bytes.enumeration("many", 4, false, values);

    BtfType.Enum many = (BtfType.Enum) bytes.parse().type(id);

    assertThat(many.values()).hasSize(70_000);
    assertThat(many.values().get(69_999).value()).isEqualTo(69_999);
  }

  @Test
  void passesOverBitsThatHadNoMeaningBeforeLayouts() throws BtfException {
    BtfBytes bytes = new BtfBytes();
    int id = bytes.typeRecord("old", 0x60 << 24 | 8 << 24 | 0xff0000, 0);

    Btf btf = bytes.parse();

    assertThat(btf.type(id)).isEqualTo(new BtfType.Modifier(BtfKind.TYPEDEF, "old", 0));
    assertThat(btf.find("old", BtfKind.TYPEDEF)).isEqualTo(id);
  }

  @Test
  void leavesAPrototypeThatReturnsNoTypeToItsReader() throws BtfException {
    BtfBytes bytes = new BtfBytes();
    int id = bytes.proto(99);
    Btf btf = bytes.parse();

    assertThat(btf.type(id)).isEqualTo(new BtfType.FuncProto(99, List.of(), false));
    assertThrows(BtfException.class, () -> CDeclaration.of(btf, id, "f"));
  }

  @Test
  void extendsEnumeratorsByTheSignOfTheEnum() throws BtfException {
    BtfBytes bytes = new BtfBytes();
    int signed = bytes.enumeration("s", 4, true, value("S", -1));
    int unsigned = bytes.enumeration("u", 4, false, value("U", -1));
    Btf btf = bytes.parse();

    assertThat(((BtfType.Enum) btf.type(signed)).values()).containsExactly(new Value("S", -1));
    assertThat(((BtfType.Enum) btf.type(unsigned)).values())
        .containsExactly(new Value("U", 0xffff_ffffL));
  }

  @Test
  void findsOldStyleBitfieldsThroughTheirInt() throws BtfException {
    BtfBytes bytes = new BtfBytes();
    int plain = bytes.integer("int", 4, SIGNED);
    int narrow = bytes.integer("int", 4, SIGNED, 2, 3);
    int alias = bytes.typedef("narrow_t", narrow);
    int id = bytes.struct("s", 8, member("a", plain, 0), member("b", alias, 32));

    BtfType.Composite struct = (BtfType.Composite) bytes.parse().type(id);

    assertThat(struct.members())
        .containsExactly(new Member("a", plain, 0, 0), new Member("b", alias, 34, 3))
        .inOrder();
  }

  @Test
  void decodesNamesAsUtf8() throws BtfException {
    BtfBytes bytes = new BtfBytes();
    int id = bytes.struct("größe_\uD83D\uDC1D", 0);
    Btf btf = bytes.parse();

    assertThat(btf.name(id)).isEqualTo("größe_\uD83D\uDC1D");
    assertThat(btf.find("größe_\uD83D\uDC1D", BtfKind.STRUCT)).isEqualTo(id);
  }

  @Test
  void findsTheFirstTypeOfExactNameAndKind() throws BtfException {
    BtfBytes bytes = new BtfBytes();
    bytes.struct("sock_common", 0);
    int union = bytes.union("sock", 0);
    int struct = bytes.struct("sock", 0);
    bytes.struct("sock", 4);
    Btf btf = bytes.parse();

    assertThat(btf.find("sock", BtfKind.STRUCT)).isEqualTo(struct);
    assertThat(btf.find("sock", BtfKind.UNION)).isEqualTo(union);
    assertThat(btf.find("sock", BtfKind.TYPEDEF)).isEqualTo(0);
    assertThat(btf.find("soc", BtfKind.STRUCT)).isEqualTo(0);
    assertThat(btf.find("sock" + "\0" + "sock", BtfKind.STRUCT)).isEqualTo(0);
    assertThat(btf.find("sock".repeat(100), BtfKind.STRUCT)).isEqualTo(0);
    assertThat(btf.find("", BtfKind.VOID)).isEqualTo(0);
  }

  @Test
  void resolvesThroughEverythingThatOnlyPointsOn() throws BtfException {
    BtfBytes bytes = new BtfBytes();
    int integer = bytes.integer("int", 4, SIGNED);
    int id = integer;
    for (BtfKind kind :
        List.of(
            BtfKind.TYPEDEF, BtfKind.CONST, BtfKind.VOLATILE, BtfKind.RESTRICT, BtfKind.TYPE_TAG)) {
      id = bytes.modifier(kind, "m", id);
    }
    int constVoid = bytes.constant(0);
    Btf btf = bytes.parse();

    assertThat(btf.resolve(id)).isEqualTo(integer);
    assertThat(btf.sizeOf(id)).isEqualTo(4);
    assertThat(btf.resolve(constVoid)).isEqualTo(0);
  }

  @Test
  void followsAtMost31Steps() throws BtfException {
    BtfBytes bytes = new BtfBytes();
    int id = bytes.integer("int", 4, SIGNED);
    for (int i = 0; i < 31; i++) {
      id = bytes.typedef("t", id);
    }
    int oneTooMany = bytes.typedef("t", id);
    Btf btf = bytes.parse();

    assertThat(btf.resolve(id)).isEqualTo(1);
    assertThat(btf.sizeOf(id)).isEqualTo(4);
    assertThrows(BtfException.class, () -> btf.resolve(oneTooMany));
    assertThrows(BtfException.class, () -> btf.sizeOf(oneTooMany));
  }

  @Test
  void multipliesArraysUpToFourGigabytes() throws BtfException {
    BtfBytes bytes = new BtfBytes();
    int integer = bytes.integer("int", 4, SIGNED);
    int row = bytes.array(integer, 5);
    int matrix = bytes.array(row, 3);
    int pointers = bytes.array(bytes.ptr(0), 2);
    int most = bytes.array(integer, 0x3fff_ffff);
    int tooLarge = bytes.array(most, 2);
    int none = bytes.array(tooLarge, 0);
    Btf btf = bytes.parse();

    assertThat(btf.sizeOf(matrix)).isEqualTo(60);
    assertThat(btf.sizeOf(pointers)).isEqualTo(16);
    assertThat(btf.sizeOf(most)).isEqualTo(0xffff_fffcL);
    assertThrows(BtfException.class, () -> btf.sizeOf(tooLarge));
    assertThat(btf.sizeOf(none)).isEqualTo(0);
  }

  @Test
  void refusesTheSizeOfWhatHasNone() throws BtfException {
    Btf btf = BtfBytes.everyKind(Form.LITTLE_ENDIAN_32).parse();

    int[] sizeless = {
      btf.find("unseen", BtfKind.FWD),
      btf.find("callback", BtfKind.FUNC),
      btf.find("novelty", BtfKind.UNKNOWN)
    };
    for (int id : sizeless) {
      BtfException e = assertThrows(BtfException.class, () -> btf.sizeOf(id));
      assertThat(e).hasMessageThat().contains("comes down to " + btf.kind(id));
    }
    assertThrows(BtfException.class, () -> btf.sizeOf(0));
  }

  @Test
  void refusesIdsOutOfRange() throws BtfException {
    Btf btf = new BtfBytes().parse();

    assertThat(btf.typeCount()).isEqualTo(1);
    for (int id : new int[] {-1, 1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      BtfException e = assertThrows(BtfException.class, () -> btf.type(id));
      assertThat(e).hasMessageThat().contains("no type " + id);
      assertThrows(BtfException.class, () -> btf.kind(id));
      assertThrows(BtfException.class, () -> btf.name(id));
      assertThrows(BtfException.class, () -> btf.resolve(id));
      assertThrows(BtfException.class, () -> btf.sizeOf(id));
    }
  }
}
