package org.bpfskel.btf;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.bpfskel.btf.BtfBytes.SIGNED;
import static org.bpfskel.btf.BtfBytes.bitfield;
import static org.bpfskel.btf.BtfBytes.member;
import static org.bpfskel.btf.BtfBytes.param;
import static org.bpfskel.btf.BtfBytes.value;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.bpfskel.btf.BtfBytes.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the bytes, the answer is a BTF or a {@link BtfException}, and it comes soon. */
@Timeout(60)
class MalformedBtfTest {
  private static byte[] withWord(Form form, byte[] bytes, int offset, int word) {
    byte[] copy = bytes.clone();
    ByteBuffer.wrap(copy).order(form.order).putInt(offset, word);
    return copy;
  }

  private static BtfException refused(BtfBytes bytes) {
    return assertThrows(BtfException.class, bytes::parse);
  }

  @ParameterizedTest
  @EnumSource
  void refusesTruncationAtEveryByte(Form form) {
    byte[] whole = BtfBytes.everyKind(form).bytes();

    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(BtfException.class, () -> Btf.parse(cut));
    }
  }

  @ParameterizedTest
  @EnumSource
  void survivesAnyMutation(Form form) {
    byte[] whole = BtfBytes.everyKind(form).bytes();
    Random random = new Random(20_26);
    int parsed = 0;
    for (int round = 0; round < 5_000; round++) {
      byte[] mutated = whole.clone();
      for (int i = 0; i <= round % 4; i++) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
      }
      try {
        EveryQuestion.ask(Btf.parse(mutated));
        parsed++;
      } catch (BtfException e) {
        assertThat(e).hasMessageThat().startsWith(".BTF");
      }
    }
    // Else the mutations would only have tried the first checks.
    assertThat(parsed).isGreaterThan(500);
  }

  @ParameterizedTest
  @EnumSource
  void survivesAnySmallWordAnywhere(Form form) {
    byte[] whole = BtfBytes.everyKind(form).bytes();
    for (int offset = 0; offset + 4 <= whole.length; offset += 4) {
      for (int word : new int[] {0, 1, 2, 4, 5, 13, 20, 0x7fff_ffff, 0x8000_0000, -1}) {
        byte[] changed = withWord(form, whole, offset, word);
        try {
          EveryQuestion.ask(Btf.parse(changed));
        } catch (BtfException e) {
          assertThat(e).hasMessageThat().startsWith(".BTF");
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "4, 23, header length 23",
    "4, 4096, header length 4096",
    "8, 2, not a multiple of 4",
    "8, 2147483644, type section",
    "12, -4, type section",
    "16, 0, type section",
    "16, -1, string section",
    "20, -1, string section",
    "20, 0, empty",
    "24, 4, layout section",
    "24, 2147483644, layout section",
    "28, 3, not made of 4-byte entries",
    "28, -1, layout section",
  })
  void namesTheHeaderFieldThatIsWrong(int offset, int word, String message) {
    Form form = Form.LITTLE_ENDIAN_32;
    byte[] bytes = withWord(form, BtfBytes.everyKind(form).bytes(), offset, word);

    BtfException e = assertThrows(BtfException.class, () -> Btf.parse(bytes));

    assertThat(e).hasMessageThat().contains(message);
  }

  @Test
  void refusesOtherMagic() {
    byte[] elf = Arrays.copyOf(new byte[] {0x7f, 'E', 'L', 'F'}, 64);

    BtfException e = assertThrows(BtfException.class, () -> Btf.parse(elf));

    assertThat(e).hasMessageThat().contains("7f 45");
    assertThat(e.offset()).isEqualTo(0);
  }

  @Test
  void acceptsHeaderFieldsItDoesNotKnow() throws BtfException {
    byte[] bytes = BtfBytes.everyKind(Form.LITTLE_ENDIAN_32).bytes();
    byte[] longer = new byte[bytes.length + 8];
    System.arraycopy(bytes, 0, longer, 0, 32);
    Arrays.fill(longer, 32, 40, (byte) 0x55);
    System.arraycopy(bytes, 32, longer, 40, bytes.length - 32);

    Btf btf = Btf.parse(withWord(Form.LITTLE_ENDIAN_32, longer, 4, 40));

    assertThat(btf.name(4)).isEqualTo("point");
  }

  @Test
  void refusesStringsThatDoNotStartAndEndWithNul() {
    byte[] bytes = BtfBytes.everyKind(Form.LITTLE_ENDIAN_24).bytes();
    byte[] open = bytes.clone();
    open[bytes.length - 1] = 'x';
    byte[] named = bytes.clone();
    named[24 + ByteBuffer.wrap(bytes).order(Form.LITTLE_ENDIAN_24.order).getInt(16)] = 'x';

    BtfException end = assertThrows(BtfException.class, () -> Btf.parse(open));
    BtfException start = assertThrows(BtfException.class, () -> Btf.parse(named));

    assertThat(end).hasMessageThat().contains(".BTF string section");
    assertThat(end.offset()).isEqualTo(bytes.length - 1);
    assertThat(start).hasMessageThat().contains("first string");
  }

  @Test
  void refusesUnknownKindsThatNoLayoutDescribes() {
    BtfBytes bytes = new BtfBytes();
    bytes.typeRecord("novelty", 20 << 24, 0);

    assertThat(refused(bytes)).hasMessageThat().contains("kind 20 is unknown");
  }

  @Test
  void refusesLayoutsOfOddSize() {
    BtfBytes bytes = new BtfBytes(Form.LITTLE_ENDIAN_32);
    int[] layouts = new int[42];
    layouts[40] = 3;
    bytes.layouts(layouts);
    bytes.typeRecord("novelty", 20 << 24, 0);

    assertThat(refused(bytes)).hasMessageThat().contains("kind 20 is unknown");
  }

  @Test
  void refusesClaimedCountsBeyondTheData() {
    for (int kind : new int[] {4, 5, 6, 13, 15, 19}) {
      BtfBytes bytes = new BtfBytes();
      bytes.typeRecord("huge", kind << 24 | 0xffffff, 0);

      BtfException e = refused(bytes);

      assertThat(e).hasMessageThat().contains("but 12 are left");
      assertThat(e.offset()).isEqualTo(24);
    }
  }

  @Test
  void refusesBytesLeftAfterTheLastRecord() {
    BtfBytes bytes = new BtfBytes();
    bytes.ptr(0);
    bytes.words(0);

    assertThat(refused(bytes)).hasMessageThat().contains("4 bytes left");
  }

  @Test
  void refusesReferencesToTypesThatDoNotExist() {
    for (int kind : new int[] {2, 8, 9, 10, 11, 12, 14, 17, 18}) {
      BtfBytes bytes = new BtfBytes();
      bytes.record("t", kind, 2, kind == 14 || kind == 17 ? new int[] {0} : new int[0]);
      assertWithMessage("kind %s", kind).that(refused(bytes)).hasMessageThat().contains("type 2,");
    }
    BtfBytes array = new BtfBytes();
    array.array(99, 1);
    assertThat(refused(array)).hasMessageThat().contains("type 99,");
    BtfBytes struct = new BtfBytes();
    struct.struct("s", 4, member("m", -1, 0));
    assertThat(refused(struct)).hasMessageThat().contains("type 4294967295,");
    BtfBytes proto = new BtfBytes();
    proto.proto(0, param("p", 7));
    assertThat(refused(proto)).hasMessageThat().contains("type 7,");
    BtfBytes section = new BtfBytes();
    section.section(".bss", 4, BtfBytes.sectionVariable(3, 0, 4));
    assertThat(refused(section)).hasMessageThat().contains("type 3,");
  }

  @ParameterizedTest
  @EnumSource
  void refusesNamesPastTheStrings(Form form) {
    BtfBytes bytes = new BtfBytes(form);
    bytes.enumeration("e", 4, false, value("A", 1));
    byte[] whole = bytes.bytes();
    int record = form.headerLength;

    for (int field : new int[] {record, record + 12}) {
      byte[] changed = withWord(form, whole, field, 5);
      BtfException e = assertThrows(BtfException.class, () -> Btf.parse(changed));
      assertThat(e).hasMessageThat().contains("string offset 5");
    }
  }

  @Test
  void refusesFunctionsWithoutPrototype() {
    BtfBytes bytes = new BtfBytes();
    int integer = bytes.integer("int", 4, SIGNED);
    bytes.func("f", integer, 0);

    assertThat(refused(bytes)).hasMessageThat().contains("of kind INT, not to a FUNC_PROTO");
  }

  @Test
  void refusesToDecodeSizesAndLinkagesOutOfRange() throws BtfException {
    BtfBytes bytes = new BtfBytes();
    int large = bytes.struct("large", -1);
    int variable = bytes.variable("v", large, 3);
    Btf btf = bytes.parse();

    assertThat(btf.sizeOf(large)).isEqualTo(0xffff_ffffL);
    assertThrows(BtfException.class, () -> btf.type(large));
    assertThrows(BtfException.class, () -> btf.type(variable));
  }

  @Test
  void endsOnTypesThatContainThemselves() throws BtfException {
    BtfBytes bytes = new BtfBytes();
    int typedef = bytes.typedef("t", bytes.nextId());
    int array = bytes.array(bytes.nextId(), 2);
    int pointer = bytes.ptr(bytes.nextId());
    int struct = bytes.struct("s", 4, member("", bytes.nextId(), 0));
    int proto = bytes.proto(bytes.nextId(), param("p", bytes.nextId()), param("q", bytes.nextId()));
    int member = bytes.struct("holder", 4, member("loop", typedef, 0));
    Btf btf = bytes.parse();

    EveryQuestion.ask(btf);
    assertThrows(BtfException.class, () -> btf.resolve(typedef));
    assertThrows(BtfException.class, () -> btf.sizeOf(array));
    assertThrows(BtfException.class, () -> StructLayout.read(btf, struct));
    assertThrows(BtfException.class, () -> StructLayout.read(btf, member));
    assertThat(btf.sizeOf(pointer)).isEqualTo(8);
    assertThat(CDeclaration.of(btf, proto, "").length()).isLessThan(100_000);
  }

  @Test
  void endsOnAnonymousMembersThatMultiply() throws BtfException {
    BtfBytes bytes = new BtfBytes();
    int id = bytes.struct("", 0);
    for (int i = 0; i < 30; i++) {
      id = bytes.union("", 0, member("", id, 0), member("", id, 0), member("", id, 0));
    }
    int outermost = id;
    Btf btf = bytes.parse();

    BtfException e = assertThrows(BtfException.class, () -> StructLayout.read(btf, outermost));

    assertThat(e).hasMessageThat().contains("has members of one anonymous type, 2, twice");
  }

  @Test
  void endsOnManyMembersWithOneLongName() throws BtfException {
    BtfBytes bytes = new BtfBytes();
    BtfBytes.Element[] members = new BtfBytes.Element[1_000];
    Arrays.fill(members, bitfield("", 0, 0, 0));
    int id = bytes.struct("x".repeat(1 << 20), 0, members);
    byte[] data = bytes.bytes();
    for (int i = 0; i < members.length; i++) {
      data = withWord(Form.LITTLE_ENDIAN_24, data, 24 + 12 + 12 * i, 1);
    }
    Btf btf = Btf.parse(data);

    BtfException e = assertThrows(BtfException.class, () -> btf.type(id));

    assertThat(e).hasMessageThat().contains("names in one type");
  }
}
