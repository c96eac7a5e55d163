package org.bpfskel.internal.object;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SectionKindTest {
  @ParameterizedTest
  @CsvSource({
    ".data, DATA",
    ".data.custom, DATA",
    ".data.kconfig, DATA",
    ".rodata.str1.1, RODATA",
    ".bss.two.dots, BSS",
    ".kconfig, KCONFIG",
    ".addr_space.1, ARENA",
    ".maps, MAPS",
    ".struct_ops, STRUCT_OPS",
    "?.struct_ops, STRUCT_OPS",
    "?.struct_ops.link, STRUCT_OPS_LINK",
  })
  void aNameTellsTheKind(String section, SectionKind kind) {
    assertThat(SectionKind.of(section)).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {".database", "data", "?.data", ".kconfig.more", ".addr_space.11", ".maps.more"})
  void aNameThatOnlyBeginsAlikeTellsNone(String section) {
    assertThat(SectionKind.of(section)).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void noKindTakesTheNameOfAnother(SectionKind kind) {
    assertThat(SectionKind.of(kind.section())).isEqualTo(kind);
  }
}
