package org.bpfskel.internal.foreign;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** C gets the very text that Java has, or none. */
public class CStringTest {
  @Test
  void endsWithNul() {
    assertThat(CString.of("name", "lo")).isEqualTo(new byte[] {'l', 'o', 0});
    assertThat(CString.of("name", "")).isEqualTo(new byte[] {0});
    assertThat(CString.of("name", "ö\ud834\udd1e"))
        .isEqualTo(new byte[] {(byte) 0xc3, (byte) 0xb6, -16, (byte) 0x9d, (byte) 0x84, -98, 0});
  }

  @Test
  void nulWithinIsRefusedAndShown() {
    assertThat(refusal("lo\0x"))
        .isEqualTo("name: \"lo\\u0000x\" has a NUL at index 2, where C would end it");
    assertThat(refusal("\0")).contains("at index 0");
    assertThat(refusal("x\0")).contains("at index 1");
  }

  @Test
  void halfOfASurrogatePairIsRefused() {
    assertThat(refusal("a\ud834b")).contains("has half of a surrogate pair at index 1");
    assertThat(refusal("\udd1e")).contains("has half of a surrogate pair at index 0");
  }

  private static String refusal(String text) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> CString.of("name", text)).getMessage());
  }
}
