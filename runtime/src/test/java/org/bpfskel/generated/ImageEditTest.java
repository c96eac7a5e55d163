package org.bpfskel.generated;

import static com.google.common.truth.Truth.assertThat;

import java.util.concurrent.TimeUnit;
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
    ImageEdit edit = new ImageEdit(new byte[8], DroppedMembers.NONE);

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
    ImageEdit edit = new ImageEdit(new byte[8], DroppedMembers.NONE);

    assertThat(claims(edit, 0, WORD, "x.half")).isTrue();
    assertThat(claims(edit, 0, 2 * WORD, "x.whole")).isFalse();
    assertThat(claims(edit, WORD, WORD, "x.otherHalf")).isFalse();

    assertThat(edit.problems())
        .containsExactly(
            "x.whole: shares its bytes with x.half, change one of the two only",
            "x.otherHalf: shares its bytes with x.whole, change one of the two only")
        .inOrder();
  }

  /** Comparing each with all others would take many minutes. */
  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void hundredsOfThousandsOfElementsCanChangeAtOnce() {
    int elements = 400_000;
    int gone = 20_000;
    GeneratedLayout all = GeneratedLayout.of("ops", (elements + gone) * 4);
    for (int i = 0; i < gone; i++) {
      all.int32("gone" + i, "int", (elements + i) * 4);
    }
    DroppedMembers dropped = DroppedMembers.of(all.structLayout(), member -> false);
    ImageEdit edit = new ImageEdit(new byte[(elements + gone) * 4], dropped);

    for (int i = 0; i < elements; i++) {
      assertThat(claims(edit, (long) i * WORD, WORD, "x.a")).isTrue();
    }
    assertThat(edit.problems()).isEmpty();
    assertThat(edit.differences()).hasSize(elements);
  }
}
