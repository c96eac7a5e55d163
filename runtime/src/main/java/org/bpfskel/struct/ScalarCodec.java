package org.bpfskel.struct;

import java.nio.ByteBuffer;

/** The codecs of numbers: a table. */
record ScalarCodec<T>(int size, Reader<T> reader, Writer<T> writer) implements Codec<T> {
  static final Codec<Byte> INT8 = new ScalarCodec<>(1, ByteBuffer::get, ByteBuffer::put);
  static final Codec<Short> INT16 =
      new ScalarCodec<>(2, ByteBuffer::getShort, ByteBuffer::putShort);
  static final Codec<Integer> INT32 = new ScalarCodec<>(4, ByteBuffer::getInt, ByteBuffer::putInt);
  static final Codec<Long> INT64 = new ScalarCodec<>(8, ByteBuffer::getLong, ByteBuffer::putLong);
  static final Codec<Float> FLOAT32 =
      new ScalarCodec<>(4, ByteBuffer::getFloat, ByteBuffer::putFloat);
  static final Codec<Double> FLOAT64 =
      new ScalarCodec<>(8, ByteBuffer::getDouble, ByteBuffer::putDouble);
  static final Codec<Boolean> BOOL =
      new ScalarCodec<>(
          1,
          (bytes, at) -> bytes.get(at) != 0,
          (bytes, at, value) -> bytes.put(at, (byte) (value ? 1 : 0)));

  interface Reader<T> {
    T read(ByteBuffer bytes, int at);
  }

  interface Writer<T> {
    ByteBuffer write(ByteBuffer bytes, int at, T value);
  }

  @Override
  public T read(ByteBuffer bytes, int at) {
    return reader.read(bytes, at);
  }

  @Override
  public void write(ByteBuffer bytes, int at, T value) {
    writer.write(bytes, at, value);
  }
}
