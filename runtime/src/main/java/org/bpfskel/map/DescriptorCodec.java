package org.bpfskel.map;

import java.nio.ByteBuffer;
import org.bpfskel.data.Codec;

/** A file descriptor on its way in, what the kernel tells of it on its way out: 4 or 8 bytes. */
record DescriptorCodec(int size) implements Codec<Long> {
  @Override
  public Long read(ByteBuffer bytes, int at) {
    return Integers.read(bytes, at, size);
  }

  @Override
  public void write(ByteBuffer bytes, int at, Long value) {
    Integers.write(bytes, at, size, value);
  }
}
