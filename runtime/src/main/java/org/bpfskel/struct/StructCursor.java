package org.bpfskel.struct;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bpfskel.btf.StructLayout;
import org.jspecify.annotations.Nullable;

/**
 * Reads structs of one buffer into one object, one after another. Where all fields are scalars it
 * allocates nothing. Not safe for use by several threads.
 *
 * @param <T> the class of the structs
 */
public final class StructCursor<T extends StructValue> {
  private final ByteBuffer bytes;
  private final T value;
  private final StructLayout layout;
  private final StructReader reader;

  /** End of the last member: beyond the struct's own if this build lacks members. */
  private final int end;

  /** Reads what was shorter than the struct, from a copy with zeros behind it. */
  private @Nullable StructCursor<T> padded;

  /**
   * Nothing is read yet.
   *
   * @param bytes a buffer in native byte order
   * @param value the object to fill
   */
  public StructCursor(ByteBuffer bytes, T value) {
    this(bytes, value, value.layout());
  }

  /** Of structs in the layout of another build. */
  StructCursor(ByteBuffer bytes, T value, StructLayout layout) {
    this.bytes = bytes;
    this.value = value;
    this.layout = layout;
    this.reader = new StructReader(bytes, layout, 0);
    this.end = Absent.end(layout);
  }

  /** Bytes of the C struct. */
  public int size() {
    return layout.size();
  }

  /**
   * Sets every field from the record at an index of the buffer, and returns the object. What does
   * not lie within the record reads as zero.
   *
   * @param length of the record in bytes
   */
  public T readRecord(int at, int length) {
    int size = layout.size();
    if (length < size) {
      StructCursor<T> whole = whole();
      whole.bytes.put(0, bytes, at, length);
      Bytes.clear(whole.bytes, length, size - length);
      whole.read(0);
    } else {
      read(at);
    }
    value.cameWith(length);
    return value;
  }

  private StructCursor<T> whole() {
    StructCursor<T> whole = padded;
    if (whole == null) {
      ByteBuffer room = ByteBuffer.allocate(layout.size()).order(ByteOrder.nativeOrder());
      whole = new StructCursor<>(room, value, layout);
      padded = whole;
    }
    return whole;
  }

  /** Sets every field from the struct at an index of the buffer, and returns the object. */
  public T read(int at) {
    if (end > layout.size()) {
      value.readFrom(Absent.padded(bytes, at, layout.size(), end), 0, layout);
    } else if (value instanceof UnionValue) {
      // Keeps the bytes too, to tell later which member was set.
      value.readFrom(bytes, at, layout);
    } else {
      reader.moveTo(at);
      value.read(reader);
    }
    return value;
  }
}
