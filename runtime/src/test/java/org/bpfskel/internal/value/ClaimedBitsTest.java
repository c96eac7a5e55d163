package org.bpfskel.internal.value;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each bit of an image belongs to the first that claims it. */
class ClaimedBitsTest {
  private static final int BITS = 200;

  @Test
  void everyBitBelongsToWhoClaimedItFirst() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      ClaimedBits<Integer> claimed = new ClaimedBits<>();
      Integer[] owners = new Integer[BITS];
      for (int claimant = 0; claimant < 30; claimant++) {
        int first = random.nextInt(BITS);
        int bits = 1 + random.nextInt(Math.min(40, BITS - first));
        assertWithMessage("claim %s of seed %s", claimant, seed)
            .that(claimed.claim(first, bits, claimant))
            .isEqualTo(firstOwner(owners, first, bits));
        for (int bit = first; bit < first + bits; bit++) {
          owners[bit] = owners[bit] == null ? claimant : owners[bit];
        }
      }
      for (int bit = 0; bit < BITS; bit++) {
        assertWithMessage("bit %s of seed %s", bit, seed)
            .that(claimed.owner(bit, 1))
            .isEqualTo(owners[bit]);
      }
    }
  }

  private static @Nullable Integer firstOwner(@Nullable Integer[] owners, int first, int bits) {
    for (int bit = first; bit < first + bits; bit++) {
      if (owners[bit] != null) {
        return owners[bit];
      }
    }
    return null;
  }

  /** Comparing each with all before it would take hours. */
  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void aMillionClaimsTakeNoLongerEachThanTheFirst() {
    ClaimedBits<Integer> claimed = new ClaimedBits<>();
    for (int i = 0; i < 1_000_000; i++) {
      // From both ends, so that no order is the lucky one.
      int place = i % 2 == 0 ? i : 1_000_000 - i;
      assertThat(claimed.claim(place * 32L, 32, i)).isNull();
    }
    assertThat(claimed.claim(0, 1_000_000 * 32L, -1)).isEqualTo(0);
  }
}
