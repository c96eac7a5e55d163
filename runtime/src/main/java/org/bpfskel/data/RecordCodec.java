package org.bpfskel.data;

import java.nio.ByteBuffer;
import org.bpfskel.internal.value.Absent;

/**
 * A codec of values of which a program may send the first part alone: structs, arrays and texts. A
 * number must come whole.
 *
 * @param <T> the Java type
 */
public interface RecordCodec<T> extends Codec<T> {
  /**
   * {@return the value that a record at index {@code at} of a buffer in native byte order begins
   * with} What does not lie within the record reads as zero, whatever the buffer has there.
   *
   * @param bytes a buffer in native byte order
   * @param at where the value begins, from the buffer's start
   * @param length of the record in bytes
   */
  default T readRecord(ByteBuffer bytes, int at, int length) {
    int size = size();
    return length < size ? read(Absent.padded(bytes, at, length, size), 0) : read(bytes, at);
  }

  /**
   * {@return bytes of the record that a value is: more than {@link #size} if elements follow a
   * struct}
   *
   * @param value what is written
   */
  default int recordSize(T value) {
    return size();
  }

  /**
   * Writes the value as a record of {@link #recordSize} bytes at index {@code at} of a buffer in
   * native byte order.
   *
   * @param bytes a buffer in native byte order
   * @param at where the value begins, from the buffer's start
   * @param value what is written
   * @throws IllegalArgumentException as {@link #write}
   */
  default void writeRecord(ByteBuffer bytes, int at, T value) {
    write(bytes, at, value);
  }
}
