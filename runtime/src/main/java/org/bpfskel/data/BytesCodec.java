package org.bpfskel.data;

import java.nio.ByteBuffer;

/** A value as its bytes. */
record BytesCodec(int size) implements RecordCodec<byte[]>, OneToOne {
  @Override
  public boolean isOneToOne() {
    return true;
  }

  @Override
  public byte[] read(ByteBuffer bytes, int at) {
    byte[] value = new byte[size];
    bytes.get(at, value);
    return value;
  }

  @Override
  public void write(ByteBuffer bytes, int at, byte[] value) {
    // A user's value may well be null, whatever its type says.
    if (value == null || value.length != size) {
      throw new IllegalArgumentException(
          (value == null ? "null" : value.length + " bytes")
              + ", but C's value has "
              + size
              + " bytes");
    }
    bytes.put(at, value);
  }
}
