package org.bpfskel.fuzz;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Whatever the file, each reader accepts or refuses it as promised, and soon. */
class DamagedFilesTest {
  private static final int ROUNDS = 2_000;

  /** Each starts javac. */
  private static final int COMPILATIONS = 30;

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "PROCESSOR")
  void seedsAreAccepted(Target target) {
    for (byte[] seed : target.seeds()) {
      assertThat(target.accepts(seed)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void damagedOnesAreAcceptedOrRefused(Target target) throws Exception {
    int rounds = target == Target.PROCESSOR ? COMPILATIONS : ROUNDS;
    List<byte[]> seeds = target.seeds();
    int accepted = 0;
    for (int round = 0; round < rounds; round++) {
      Random choices = new Random(round);
      byte[] file = target.mutate(seeds.get(round % seeds.size()), choices);
      try {
        accepted += target.accepts(file) ? 1 : 0;
      } catch (RuntimeException | Error e) {
        throw new AssertionError(target + ", round " + round, e);
      }
    }
    // Both are common, else the mutations would try only the first checks or none.
    assertWithMessage("accepted").that(accepted).isGreaterThan(rounds / 10);
    assertWithMessage("accepted").that(accepted).isLessThan(rounds - rounds / 10);
    Figures.report(
        "%s: %,d damaged files, %,d accepted, %,d refused"
            .formatted(target, rounds, accepted, rounds - accepted));
  }
}
