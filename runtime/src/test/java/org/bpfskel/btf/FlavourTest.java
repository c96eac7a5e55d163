package org.bpfskel.btf;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlavourTest {
  @ParameterizedTest
  @CsvSource({
    "ops, ops",
    "ops___v2, ops",
    "ops___v2___v3, ops___v2",
    "ops____v2, ops____v2",
    "ops___, ops___",
    "___ops, ___ops",
    "_ops___v2, _ops"
  })
  void isCutAtTheLastSeparatorBetweenOtherText(String name, String without) {
    assertThat(Flavour.without(name)).isEqualTo(without);
  }
}
