package org.bpfskel.access;

import java.nio.ByteBuffer;
import org.bpfskel.data.Codec;
import org.bpfskel.data.StructValue;

/**
 * The structs of one build of an object as classes have them. Safe for use by several threads.
 *
 * <p>Every method throws {@link IllegalArgumentException} if the build has the struct with members
 * that the class's fields cannot hold, all of them listed; or if the name alone does not tell which
 * struct it is, with those that it may be.
 */
public interface BuildValues {
  /** The same values as this build has them; a codec without structs as it is. */
  <T> Codec<T> codec(Codec<T> ofClass);

  /**
   * Reads the structs of a buffer into one object.
   *
   * @param bytes a buffer in native byte order
   */
  <T extends StructValue> RecordReader<T> records(ByteBuffer bytes, T value);

  /** Bytes of the record that a value is in this build: its struct, and elements that follow. */
  int recordSize(StructValue value);

  /**
   * Writes a value as the record that it is in this build, at the beginning of a buffer in native
   * byte order.
   *
   * @throws IllegalArgumentException also if C's member cannot hold a field's value, or is not
   *     there
   */
  void writeRecord(ByteBuffer bytes, StructValue value);
}
