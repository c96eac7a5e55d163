package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

/** What shadow fields hold after open: the values of the C initialiser in members.bpf.c. */
@NeedsLibbpf
final class MembersShadowTest extends EveryMemberShadow {
  @Test
  void signedIntegers() {
    assertThat(every.s8).isEqualTo(-8);
    assertThat(every.s16).isEqualTo(-1600);
    assertThat(every.s32).isEqualTo(-320000);
    assertThat(every.s64).isEqualTo(-6400000000L);
    assertThat(every.plain_char).isEqualTo('c');
    assertThat(every.plain_long).isEqualTo(-1L);
    assertThat(every.last).isEqualTo('z');
  }

  @Test
  void unsignedIntegersKeepTheirBits() {
    assertThat(Byte.toUnsignedInt(every.u8)).isEqualTo(200);
    assertThat(Short.toUnsignedInt(every.u16)).isEqualTo(60000);
    assertThat(Integer.toUnsignedLong(every.u32)).isEqualTo(4000000000L);
    assertThat(Long.toUnsignedString(every.u64)).isEqualTo("18000000000000000000");
    assertThat(every.plain_ulong).isEqualTo(0xfedcba9876543210L);
  }

  @Test
  void integersBehindTypedefAndQualifiers() {
    assertThat(every.counted).isEqualTo(7);
    assertThat(every.qualified).isEqualTo(11);
  }

  @Test
  void boolAndFloatingPoint() {
    assertThat(every.flag).isTrue();
    assertThat(every.single_precision).isEqualTo(1.5f);
    assertThat(every.double_precision).isEqualTo(-2.25);
  }

  @Test
  void enumsOfEachWidth() {
    assertThat(every.small).isEqualTo(MembersSkel.Small.SOME);
    assertThat(every.color).isEqualTo(MembersSkel.Color.BLUE);
    assertThat(every.color).isEqualTo(-3);
    assertThat(every.huge).isEqualTo(MembersSkel.Huge.HUGE_HIGH);
    assertThat(every.huge).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void textEndsAtTheNulOrTheArray() {
    assertThat(every.text).isEqualTo("sixteen at most");
    assertThat(every.full_text).isEqualTo("full");
  }

  @Test
  void membersOfAnonymousStructsAndUnions() {
    assertThat(every.anonymous_int).isEqualTo(99);
    assertThat(every.anonymous_text).isEqualTo("anon");
    assertThat(every.as_word).isEqualTo(0x00020001);
  }

  @Test
  void arrays() {
    assertThat(every.raw_bytes).isEqualTo(new byte[] {1, 2, 3, -3, -2, -1});
    assertThat(every.signed_bytes).isEqualTo(new byte[] {-1, 0, 1});
    assertThat(every.shorts).isEqualTo(new short[] {-1, 2, -3});
    assertThat(every.words).isEqualTo(new int[] {1, 20, 300, (int) 4000000000L});
    assertThat(every.longs).isEqualTo(new long[] {1, -1});
    assertThat(every.flags).isEqualTo(new boolean[] {true, false, true});
    assertThat(every.doubles).isEqualTo(new double[] {0.5, -0.5});
    assertThat(every.colors).isEqualTo(new int[] {MembersSkel.Color.GREEN, MembersSkel.Color.BLUE});
    assertThat(every.matrix).isEqualTo(new int[][] {{1, 2, 3}, {4, 5, 6}});
    assertThat(every.lines).isEqualTo(new String[] {"first", "second"});
    assertThat(every.points).hasLength(2);
    assertThat(every.points[1].x).isEqualTo(3);
    assertThat(every.points[1].y).isEqualTo(-4);
  }

  @Test
  void embeddedStructsAndUnions() {
    assertThat(every.nested.origin.x).isEqualTo(-5);
    assertThat(every.nested.origin.y).isEqualTo(6);
    assertThat(every.nested.inner.depth).isEqualTo(42);
    assertThat(every.nested.low).isEqualTo(17);
    assertThat(every.nested.high).isEqualTo(123456);
    assertThat(every.packed_point.tag).isEqualTo('p');
    assertThat(every.packed_point.at).isEqualTo(-7L);
    assertThat(every.number.real).isEqualTo(1.0f);
    assertThat(every.number.whole).isEqualTo(Float.floatToIntBits(1.0f));
  }

  @Test
  void bitfields() {
    assertThat(every.bits.bit).isEqualTo(1);
    assertThat(every.bits.three_bits).isEqualTo(5);
    assertThat(every.bits.signed_bits).isEqualTo(-200);
    assertThat(every.bits.bool_bit).isTrue();
    assertThat(every.bits.color_bits).isEqualTo(MembersSkel.Color.BLUE);
    assertThat(every.bits.long_bits).isEqualTo(0xabcdef0123L);
  }

  @Test
  void pointersAreZero() {
    assertThat(every.nothing).isEqualTo(0L);
    assertThat(every.next).isEqualTo(0L);
    assertThat(every.pointers).isEqualTo(new long[2]);
  }

  @Test
  void functionPointersAreTheProgramsOfTheSkeleton() {
    assertThat(every.decide).isSameInstanceAs(skel.progs.decide);
    assertThat(every.notify).isSameInstanceAs(skel.progs.notify);
    assertThat(every.measure).isSameInstanceAs(skel.progs.measure);
    assertThat(every.by_typedef).isSameInstanceAs(skel.progs.by_typedef);
    assertThat(every.unset).isNull();
    assertThat(skel.object().program("decide")).isSameInstanceAs(skel.progs.decide);
  }

  @Test
  @SuppressWarnings("NullAway") // what a user may do whatever the types say
  void textOfAShadowHasEveryFieldByItsNameInC() {
    every.decide = skel.progs.decide_otherwise;
    every.text = "longer than sixteen bytes, which load would refuse";
    String text = every.toString();

    assertThat(text).startsWith("every_member{s8=-8, u8=200, s16=-1600, u16=60000, ");
    assertThat(text).contains(", nested={origin={x=-5, y=6}, inner={depth=42");
    assertThat(text).contains(", matrix=[[1, 2, 3], [4, 5, 6]], ");
    assertThat(text).contains(", decide=" + skel.progs.decide_otherwise + ", ");
    assertThat(text).contains(", unset=null");
    assertThat(text).contains(", text=longer than sixteen bytes, which load would refuse, ");

    skel.close();
    assertThat(every.toString()).isEqualTo(text);
    every.text = null;
    every.words = null;
    assertThat(every.toString()).contains(", text=null, ");
    assertThat(every.toString()).contains(", words=null, ");
  }

  @Test
  void textOfASkeletonNamesItsClassAndObject() {
    assertThat(skel.toString()).isEqualTo("MembersSkel of object " + skel.object().name());
    skel.close();
    assertThat(skel.toString()).startsWith("MembersSkel of object ");
  }
}
