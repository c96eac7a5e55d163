package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.bpfskel.BpfException;
import org.junit.jupiter.api.Test;

/**
 * Values that a shadow field can hold and its C member cannot: load names them by their C names,
 * writes nothing, and may be called again. What gets past it fails in bpf_object__load, for no
 * kernel has this object's struct.
 */
@NeedsLibbpf
final class ImpossibleValueTest extends EveryMemberShadow {
  @Test
  void untouchedFieldsAreNeverImpossible() {
    assertLoadReachesTheKernel();
  }

  @Test
  void textThatIsTooLong() {
    every.text = "seventeen letters";
    assertRefused("every.text: \"seventeen letters\" is 17 bytes, char[16] holds 15 and a NUL");
  }

  @Test
  void textIsMeasuredInBytesOfUtf8() {
    every.anonymous_text = "ääa";
    assertRefused("every.anonymous_text: \"ääa\" is 5 bytes, char[5] holds 4 and a NUL");
    every.anonymous_text = "ää";
    assertLoadReachesTheKernel();
  }

  @Test
  @SuppressWarnings("NullAway") // what a user may do all the same
  void textThatIsNull() {
    every.text = null;
    assertRefused("every.text: null; no text is \"\"");
  }

  @Test
  void textWithANulInside() {
    every.text = "a\0b";
    assertRefused("every.text: \"a\\0b\" has a NUL inside, which would end it");
  }

  @Test
  void enumConstantThatIsTooLarge() {
    every.small = 256;
    assertRefused("every.small: 256 does not fit an enum of 8 bits");
    every.small = -1;
    assertRefused("every.small: -1 does not fit an enum of 8 bits");
    every.small = 255;
    assertLoadReachesTheKernel();
  }

  @Test
  void bitfieldThatIsTooLarge() {
    every.bits.three_bits = 8;
    assertRefused("every.bits.three_bits: 8 does not fit 3 unsigned bits");
    every.bits.three_bits = 7;
    every.bits.signed_bits = -257;
    assertRefused("every.bits.signed_bits: -257 does not fit 9 signed bits");
    every.bits.signed_bits = -256;
    assertLoadReachesTheKernel();
  }

  @Test
  @SuppressWarnings("NullAway") // what a user may do all the same
  void arrayOfAnotherLengthOrNone() {
    every.shorts = new short[4];
    assertRefused("every.shorts: an array of 4, short[3] takes 3 elements");
    every.shorts = null;
    assertRefused("every.shorts: null, short[3] takes 3 elements");
    every.shorts = new short[3];
    every.matrix[1] = new int[2];
    assertRefused("every.matrix: an array of 2 in dimension 2, int[2][3] takes 3 elements");
    every.matrix[1] = new int[3];
    assertLoadReachesTheKernel();
  }

  @Test
  void pointerThatIsSet() {
    every.string = 1;
    assertRefused("every.string: is a pointer of C, which must stay 0");
  }

  @Test
  void elementsAndNestedMembersAreNamedAsInC() {
    every.lines[1] = "ninebytes";
    assertRefused("every.lines[1]: \"ninebytes\" is 9 bytes, char[8] holds 7 and a NUL");
    every.lines[1] = "";
    every.nested.low = 32;
    assertRefused("every.nested.low: 32 does not fit 5 unsigned bits");
    every.nested.low = 31;
    assertLoadReachesTheKernel();
  }

  @Test
  void programOfAnotherSkeleton() {
    try (MembersSkel other = MembersSkel.open()) {
      every.decide = other.progs.decide;
      assertRefused(
          "every.decide: program decide (SEC(\"struct_ops/decide\")) belongs to another skeleton");
    }
    every.decide = skel.progs.decide;
    assertLoadReachesTheKernel();
  }

  @Test
  void allOfThemAreListedAndNothingIsWritten() {
    byte[] opened = skel.maps.every.initialValue();
    every.s32 = 1;
    every.text = "longer than sixteen";
    every.small = 300;
    every.notify = null;
    BpfException e = assertThrows(BpfException.class, skel::load);
    assertThat(e.operation()).isEqualTo("load");
    assertThat(e.object()).isEqualTo("members_bpf");
    assertThat(e.kind()).isEqualTo(BpfException.Kind.INVALID);
    assertThat(e.errnoName()).isEmpty();
    assertThat(e).hasMessageThat().contains("every.text: ");
    assertThat(e).hasMessageThat().contains("every.small: ");
    assertThat(skel.maps.every.initialValue()).isEqualTo(opened);
  }

  private void assertRefused(String problem) {
    BpfException e = assertThrows(BpfException.class, skel::load);
    assertThat(e).hasMessageThat().isEqualTo("load failed for members_bpf: " + problem);
  }

  private void assertLoadReachesTheKernel() {
    BpfException e = assertThrows(BpfException.class, skel::load);
    assertThat(e.operation()).isEqualTo("bpf_object__load");
  }
}
