package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;

import org.bpfskel.BpfSkeleton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What shadow fields hold after open: the values of the C initialiser in members.bpf.c. */
@NeedsLibbpf
@BpfSkeleton("bpf/members.bpf.o")
final class MembersShadowTest {
  private MembersSkel skel;
  private MembersSkel.EveryMember every;

  @BeforeEach
  void open() {
    skel = MembersSkel.open();
    every = skel.structOps.every;
  }

  @AfterEach
  void close() {
    skel.close();
  }

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
  void functionPointersAreTheProgramsOfTheSkeleton() {
    assertThat(every.decide).isSameInstanceAs(skel.progs.decide);
    assertThat(every.notify).isSameInstanceAs(skel.progs.notify);
    assertThat(every.measure).isSameInstanceAs(skel.progs.measure);
    assertThat(every.by_typedef).isSameInstanceAs(skel.progs.by_typedef);
    assertThat(every.unset).isNull();
    assertThat(skel.object().program("decide")).isSameInstanceAs(skel.progs.decide);
  }
}
