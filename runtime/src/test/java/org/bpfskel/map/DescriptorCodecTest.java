package org.bpfskel.map;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** A socket's descriptor goes in, its cookie comes out: both have the size of the map's values. */
class DescriptorCodecTest {
  private static final long COOKIE = 0x1_0000_0001L;

  private final ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());

  @Test
  void descriptorFillsAValueOfFourBytes() {
    bytes.putInt(12, 99);
    new DescriptorCodec(Integer.BYTES).write(bytes, 8, 7L);
    assertThat(bytes.getInt(8)).isEqualTo(7);
    assertThat(bytes.getInt(12)).isEqualTo(99);
  }

  @Test
  void descriptorFillsAValueOfEightBytes() {
    new DescriptorCodec(Long.BYTES).write(bytes, 8, 7L);
    assertThat(bytes.getLong(8)).isEqualTo(7);
  }

  @Test
  void cookieIsReadWhole() {
    bytes.putLong(8, COOKIE);
    assertThat(new DescriptorCodec(Long.BYTES).read(bytes, 8)).isEqualTo(COOKIE);
  }

  @Test
  void valueOfAnotherSizeIsRefused() {
    DescriptorCodec codec = new DescriptorCodec(16);
    assertThrows(IllegalArgumentException.class, () -> codec.write(bytes, 0, 7L));
  }
}
