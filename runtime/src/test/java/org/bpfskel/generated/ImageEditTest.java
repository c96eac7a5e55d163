package org.bpfskel.generated;

import static com.google.common.truth.Truth.assertThat;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.btf.StructLayout.Member;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The changes of one load: which bits may change, and what is said of those that may not. */
class ImageEditTest {
  private static final int WORD = 32;

  private static boolean claims(ImageEdit edit, long firstBit, long bits, String path) {
    return edit.claims(firstBit, bits, () -> path, () -> "0 -> 1");
  }

  @Test
  void twoChangesOfTheSameBitsNameBothMembers() {
    ImageEdit edit = new ImageEdit(new byte[8], List.of());

    assertThat(claims(edit, 0, WORD, "x.first")).isTrue();
    assertThat(claims(edit, WORD, WORD, "x.second")).isTrue();
    assertThat(claims(edit, 24, 16, "x.across")).isFalse();

    assertThat(edit.problems())
        .containsExactly("x.across: shares its bytes with x.first, change one of the two only");
    assertThat(edit.differences())
        .containsExactly("x.first: 0 -> 1", "x.second: 0 -> 1", "x.across: 0 -> 1");
  }

  @Test
  void aThirdChangeIsHeldAgainstTheSecondWhereTheFirstIsNot() {
    ImageEdit edit = new ImageEdit(new byte[8], List.of());

    assertThat(claims(edit, 0, WORD, "x.half")).isTrue();
    assertThat(claims(edit, 0, 2 * WORD, "x.whole")).isFalse();
    assertThat(claims(edit, WORD, WORD, "x.otherHalf")).isFalse();

    assertThat(edit.problems())
        .containsExactly(
            "x.whole: shares its bytes with x.half, change one of the two only",
            "x.otherHalf: shares its bytes with x.whole, change one of the two only")
        .inOrder();
  }

  @Test
  void whatLiesInADroppedMemberIsNeitherChangedNorRefused() {
    Member dropped = new Member("gone", "int[2]", 4, 8, Kind.ARRAY);
    ImageEdit edit = new ImageEdit(new byte[16], List.of(dropped));

    assertThat(claims(edit, 8 * Byte.SIZE, WORD, "x.gone[1]")).isFalse();
    edit.refuse(95, () -> "x.gone", "cannot be");
    edit.refuse(96, () -> "x.behind", "cannot be");

    assertThat(edit.differences()).containsExactly("x.behind: cannot be");
  }

  @Test
  void aDroppedBitfieldLeavesItsNeighboursAlone() {
    MemberDetail.Bits bits = new MemberDetail.Bits(Kind.UINT32, 2, 3);
    Member dropped = new Member("gone", "unsigned int", 0, 4, Kind.BITFIELD, bits);
    ImageEdit edit = new ImageEdit(new byte[] {-1, -1}, List.of(dropped));
    boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

    assertThat(edit.result()).isEqualTo(new byte[] {(byte) (little ? 0xe3 : 0xc7), -1});
    assertThat(claims(edit, 3, 2, "x.gone")).isFalse();
    assertThat(claims(edit, 5, 11, "x.behind")).isTrue();
    edit.refuse(2, () -> "x.gone", "cannot be");
    edit.refuse(0, () -> "x.before", "cannot be");
    assertThat(edit.problems()).containsExactly("x.before: cannot be");
  }

  /** Comparing each with all others would take many minutes. */
  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void hundredsOfThousandsOfElementsCanChangeAtOnce() {
    int elements = 400_000;
    List<Member> dropped = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      dropped.add(new Member("gone" + i, "int", (elements + i) * 4, 4, Kind.INT32));
    }
    ImageEdit edit = new ImageEdit(new byte[(elements + dropped.size()) * 4], dropped);

    for (int i = 0; i < elements; i++) {
      assertThat(claims(edit, (long) i * WORD, WORD, "x.a")).isTrue();
    }
    for (int i = 0; i < elements; i++) {
      edit.refuse((elements + i % dropped.size()) * 32L, () -> "x.gone", "cannot be");
    }

    assertThat(edit.problems()).isEmpty();
    assertThat(edit.differences()).hasSize(elements);
  }
}
