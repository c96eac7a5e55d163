package org.bpfskel.btf;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "größe",
        "速度",
        "имя",
        "αβγ",
        "ملف",
        "e\u0301",
        "a$b ~!\"\\u0041'",
        "\ud83d\ude00"
      })
  void lettersAndSymbolsStay(String text) {
    assertThat(Printable.of(text)).isSameInstanceAs(text);
  }

  @ParameterizedTest
  @CsvSource({
    "000a, \\n",
    "000d, \\r",
    "0009, \\t",
    "0000, \\u0000",
    "0008, \\u0008",
    "001b, \\u001b",
    "007f, \\u007f",
    "0085, \\u0085",
    "009b, \\u009b",
    "00a0, \\u00a0",
    "00ad, \\u00ad",
    "061c, \\u061c",
    "200b, \\u200b",
    "200f, \\u200f",
    "2028, \\u2028",
    "2029, \\u2029",
    "202e, \\u202e",
    "2066, \\u2066",
    "2069, \\u2069",
    "3164, \\u3164",
    "d800, \\ud800",
    "dfff, \\udfff",
    "feff, \\ufeff",
    "e0041, \\udb40\\udc41"
  })
  void whatIsHiddenIsWrittenOut(String character, String shown) {
    String hidden = Character.toString(Integer.parseInt(character, 16));

    assertThat(Printable.of("ab" + hidden + "c")).isEqualTo("ab" + shown + "c");
    assertThat(Printable.of(hidden)).isEqualTo(shown);
    assertThat(Printable.of(Printable.of(hidden))).isEqualTo(shown);
  }

  @Test
  void linesStayWhereThereAreLines() {
    assertThat(Printable.lines("0: exit\n\u001b[2J\r\n")).isEqualTo("0: exit\n\\u001b[2J\\r\n");
  }

  /** Whatever the JDK's own Unicode calls so; the table may know more. */
  @Test
  void noControlFormatOrSeparatorOfThisJdkIsLeft() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      boolean hidden =
          switch (Character.getType(c)) {
            case Character.CONTROL,
                Character.FORMAT,
                Character.SURROGATE,
                Character.LINE_SEPARATOR,
                Character.PARAGRAPH_SEPARATOR,
                Character.SPACE_SEPARATOR ->
                c != ' ';
            default -> false;
          };
      if (hidden) {
        String text = Character.toString(c);
        assertThat(Printable.of(text)).isNotEqualTo(text);
      }
    }
  }
}
