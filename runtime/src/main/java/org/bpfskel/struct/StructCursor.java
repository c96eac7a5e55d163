package org.bpfskel.struct;

import java.nio.ByteBuffer;

/**
 * Reads structs of one buffer into one object, one after another. Where all fields are scalars it
 * allocates nothing. Not safe for use by several threads.
 *
 * @param <T> the class of the structs
 */
public final class StructCursor<T extends StructValue> {
  private final ByteBuffer bytes;
  private final T value;
  private final StructReader reader;

  /**
   * Nothing is read yet.
   *
   * @param bytes a buffer in native byte order
   * @param value the object to fill
   */
  public StructCursor(ByteBuffer bytes, T value) {
    this.bytes = bytes;
    this.value = value;
    this.reader = new StructReader(bytes, value.layout(), 0);
  }

  /** Bytes of the C struct. */
  public int size() {
    return value.layout().size();
  }

  /** Sets every field from the struct at an index of the buffer, and returns the object. */
  public T read(int at) {
    if (value instanceof UnionValue) {
      // Keeps the bytes too, to tell later which member was set.
      value.readFrom(bytes, at, value.layout());
    } else {
      reader.moveTo(at);
      value.read(reader);
    }
    return value;
  }
}
