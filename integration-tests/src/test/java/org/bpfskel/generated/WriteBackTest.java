package org.bpfskel.generated;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.StructOpsProgram;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.it.NeedsLibbpf;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Load's first half on its own, for nobody can look at the image once load has begun: a field that
 * changed reaches its member's bytes in libbpf's image, and no other byte changes.
 */
@NeedsLibbpf
@BpfSkeleton(value = "bpf/members.bpf.o", name = "WrittenSkel")
final class WriteBackTest {
  private WrittenSkel skel;
  private WrittenSkel.EveryMember every;
  private VariableImage image;
  private byte[] opened;
  private ByteBuffer expected;

  @BeforeEach
  void open() {
    skel = WrittenSkel.open();
    every = skel.structOps.every;
    image = new VariableImage(skel.maps.every, "every", every.structLayout(), true);
    image.fill(every);
    opened = skel.maps.every.initialValue();
    expected = ByteBuffer.wrap(opened.clone()).order(ByteOrder.nativeOrder());
  }

  @AfterEach
  void close() {
    skel.close();
  }

  @Test
  void untouchedShadowLeavesTheImageAsItWas() {
    assertThat(written()).isEqualTo(opened);
  }

  @Test
  void integers() {
    every.s8 = 5;
    assertOnly("s8", bytes -> bytes.put((byte) 5));
    every.u8 = (byte) 255;
    assertOnly("u8", bytes -> bytes.put((byte) 255));
    every.s16 = Short.MIN_VALUE;
    assertOnly("s16", bytes -> bytes.putShort(Short.MIN_VALUE));
    every.u16 = 2;
    assertOnly("u16", bytes -> bytes.putShort((short) 2));
    every.s32 = 0x01020304;
    assertOnly("s32", bytes -> bytes.putInt(0x01020304));
    every.u32 = -1;
    assertOnly("u32", bytes -> bytes.putInt(-1));
    every.s64 = Long.MIN_VALUE + 1;
    assertOnly("s64", bytes -> bytes.putLong(Long.MIN_VALUE + 1));
    every.u64 = 0x0102030405060708L;
    assertOnly("u64", bytes -> bytes.putLong(0x0102030405060708L));
    every.last = 0;
    assertOnly("last", bytes -> bytes.put((byte) 0));
  }

  @Test
  void boolAndFloatingPoint() {
    every.flag = false;
    assertOnly("flag", bytes -> bytes.put((byte) 0));
    every.single_precision = -0.0f;
    assertOnly("single_precision", bytes -> bytes.putFloat(-0.0f));
    every.double_precision = Math.PI;
    assertOnly("double_precision", bytes -> bytes.putDouble(Math.PI));
  }

  @Test
  void enumsOfEachWidth() {
    every.small = WrittenSkel.Small.NONE;
    assertOnly("small", bytes -> bytes.put((byte) 0));
    every.small = 255;
    assertOnly("small", bytes -> bytes.put((byte) 255));
    every.color = WrittenSkel.Color.GREEN;
    assertOnly("color", bytes -> bytes.putInt(2));
    every.huge = WrittenSkel.Huge.HUGE_LOW;
    assertOnly("huge", bytes -> bytes.putLong(1));
  }

  @Test
  void textIsUtf8AndTheRestOfTheArrayBecomesNul() {
    every.text = "größer";
    assertOnly(
        "text", bytes -> bytes.put(Arrays.copyOf("gr\303\266\303\237er".getBytes(ISO_8859_1), 16)));
    every.full_text = "";
    assertOnly("full_text", bytes -> bytes.put(new byte[4]));
    every.text = "fifteen letters";
    assertOnly("text", bytes -> bytes.put("fifteen letters\0".getBytes(ISO_8859_1)));
  }

  @Test
  void textWithHalfACharacterIsRefused() {
    every.text = "a\ud800b";
    assertThat(image.edit(every).problems())
        .containsExactly(
            "every.text: has half of a surrogate pair at index 1, which no UTF-8 can be");
    every.text = "\ud834\udd1e";
    assertThat(image.edit(every).problems()).isEmpty();
  }

  @Test
  void membersOfAnonymousStructsAndUnions() {
    every.anonymous_int = 1;
    assertOnly("anonymous_int", bytes -> bytes.putInt(1));
    every.anonymous_text = "x";
    assertOnly("anonymous_text", bytes -> bytes.put(new byte[] {'x', 0, 0, 0, 0}));
    every.as_word = 3;
    assertOnly("as_word", bytes -> bytes.putInt(3));
  }

  @Test
  void arraysElementByElement() {
    every.shorts[1] = 7;
    assertOnly("shorts", bytes -> bytes.putShort((short) -1).putShort((short) 7));
    every.matrix[1][0] = 40;
    assertOnly("matrix", bytes -> bytes.position(bytes.position() + 12).putInt(40));
    every.lines[1] = "2nd";
    assertOnly("lines", bytes -> bytes.put("first\0\0\0002nd\0\0\0\0\0".getBytes(ISO_8859_1)));
    every.points[0].y = 20;
    assertOnly("points", bytes -> bytes.putShort((short) 1).putShort((short) 0).putInt(20));
  }

  @Test
  void embeddedStructs() {
    every.nested.inner.depth = 43;
    assertOnly("nested", bytes -> bytes.position(bytes.position() + 8).putInt(43));
    every.packed_point.at = 1;
    assertOnly("packed_point", bytes -> bytes.put((byte) 'p').putLong(1));
    every.number.whole = 5;
    assertOnly("number", bytes -> bytes.putInt(5));
  }

  @Test
  void bitfieldsBesideEachOther() {
    boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    every.bits.three_bits = 2;
    // One bit of 1, three of 2, and the first four of the nine that hold -200.
    int first = little ? 1 | 2 << 1 | (-200 & 0xf) << 4 : 1 << 7 | 2 << 4 | (-200 >> 5 & 0xf);
    assertOnly("bits", bytes -> bytes.put((byte) first));
  }

  @Test
  void programsGoToTheirSlots() {
    every.decide = skel.progs.decide_otherwise;
    every.notify = null;
    every.unset = skel.progs.by_typedef;
    every.by_typedef = null;
    assertThat(written()).isEqualTo(opened);
    assertThat(programAt("decide")).isSameInstanceAs(skel.progs.decide_otherwise);
    assertThat(programAt("notify")).isNull();
    assertThat(programAt("measure")).isSameInstanceAs(skel.progs.measure);
    assertThat(programAt("by_typedef")).isNull();
    assertThat(programAt("unset")).isSameInstanceAs(skel.progs.by_typedef);
  }

  @Test
  void fieldSetBackToItsOldValueChangesNothing() {
    every.s32++;
    every.s32--;
    every.decide = null;
    every.decide = skel.progs.decide;
    assertThat(written()).isEqualTo(opened);
    assertThat(programAt("decide")).isSameInstanceAs(skel.progs.decide);
  }

  @Test
  void whatWasSetByTheMapStaysWhereTheShadowIsUntouched() {
    byte[] direct = opened.clone();
    direct[offset("s8")] = 77;
    skel.maps.every.setInitialValue(direct);
    skel.maps.every.setProgram("decide", skel.progs.decide_otherwise);
    every.u8 = 1;
    direct[offset("u8")] = 1;
    assertThat(written()).isEqualTo(direct);
    assertThat(programAt("decide")).isSameInstanceAs(skel.progs.decide_otherwise);
  }

  /** Compares the whole image with what it was, but for this member and those before it. */
  private void assertOnly(String member, Consumer<ByteBuffer> change) {
    change.accept(expected.position(offset(member)));
    assertThat(written()).isEqualTo(expected.array());
  }

  private byte[] written() {
    image.edit(every);
    image.commit();
    return skel.maps.every.initialValue();
  }

  private @Nullable StructOpsProgram programAt(String member) {
    return skel.maps.every.program(member);
  }

  private int offset(String name) {
    return skel.structOps.every.structLayout().members().stream()
        .filter(member -> member.name().equals(name))
        .mapToInt(Member::offset)
        .findFirst()
        .orElseThrow();
  }
}
