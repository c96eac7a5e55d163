package org.bpfskel.map;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntegersTest {
  private final ByteBuffer bytes = ByteBuffer.allocate(24).order(ByteOrder.nativeOrder());

  @ParameterizedTest
  @CsvSource({
    "1, -128",
    "1, 127",
    "2, -32768",
    "2, 32767",
    "4, -2147483648",
    "4, 2147483647",
    "8, -9223372036854775808",
    "8, 9223372036854775807"
  })
  void whatIsWrittenIsReadWithItsSign(int size, long value) {
    Integers.write(bytes, 8, size, value);
    assertThat(Integers.read(bytes, 8, size)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({"1, 255", "2, 65535", "4, 4294967295"})
  void largestUnsignedValueIsTakenAndReadAsMinusOne(int size, long value) {
    Integers.write(bytes, 8, size, value);
    assertThat(Integers.read(bytes, 8, size)).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({"1, 256", "1, -129", "2, 65536", "2, -32769", "4, 4294967296", "4, -2147483649"})
  void valueThatDoesNotFitIsRefusedAndNothingIsWritten(int size, long value) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Integers.write(bytes, 8, size, value));
    assertThat(e).hasMessageThat().isEqualTo(value + " does not fit in " + size + " bytes");
    assertThat(bytes.array()).isEqualTo(new byte[24]);
  }

  @Test
  void neighboursStayAsTheyAre() {
    for (int i = 0; i < 24; i++) {
      bytes.put(i, (byte) 0x55);
    }
    Integers.write(bytes, 8, Short.BYTES, 0);
    assertThat(bytes.get(7)).isEqualTo(0x55);
    assertThat(bytes.getShort(8)).isEqualTo(0);
    assertThat(bytes.get(10)).isEqualTo(0x55);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 5, 16})
  void otherSizesAreNoIntegers(int size) {
    IllegalArgumentException read =
        assertThrows(IllegalArgumentException.class, () -> Integers.read(bytes, 8, size));
    assertThat(read).hasMessageThat().contains("no integer has " + size + " bytes");
    assertThrows(IllegalArgumentException.class, () -> Integers.write(bytes, 8, size, 0));
  }
}
