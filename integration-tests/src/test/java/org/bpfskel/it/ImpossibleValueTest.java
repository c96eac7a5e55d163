package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.bpfskel.BpfException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Values that a shadow field can hold and its C member cannot: load names them by their C names,
 * writes nothing, and may be called again. What gets past it fails in bpf_object__load, for no
 * kernel has this object's struct.
 */
@NeedsLibbpf
final class ImpossibleValueTest {
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
    assertRefused("every.text: null; an empty char[16] is \"\"");
  }

  @Test
  void textWithANulInside() {
    every.text = "a\0b";
    assertRefused("every.text: \"a\\0b\" has a NUL inside, which would end it");
  }

  @Test
  void enumConstantThatIsTooLarge() {
    every.small = 256;
    assertRefused("every.small: 256 does not fit enum small, 8 bits");
    every.small = -1;
    assertRefused("every.small: -1 does not fit enum small, 8 bits");
    every.small = 255;
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
    assertThat(e.errnoName()).isEqualTo("EINVAL");
    assertThat(e).hasMessageThat().contains("every.text: ");
    assertThat(e).hasMessageThat().contains("every.small: ");
    assertThat(skel.maps.every.initialValue()).isEqualTo(opened);
  }

  private void assertRefused(String problem) {
    BpfException e = assertThrows(BpfException.class, skel::load);
    assertThat(e).hasMessageThat().isEqualTo("load failed for members_bpf: EINVAL: " + problem);
  }

  private void assertLoadReachesTheKernel() {
    BpfException e = assertThrows(BpfException.class, skel::load);
    assertThat(e.operation()).isEqualTo("bpf_object__load");
  }
}
