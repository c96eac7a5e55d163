package org.bpfskel.struct;

import java.lang.reflect.Array;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Supplier;
import org.bpfskel.btf.StructLayout;
import org.jspecify.annotations.Nullable;

/**
 * A C struct or union as plain Java fields: a map's key or value, a global variable, a record of a
 * ring buffer, or a member of another struct. Generated classes add the fields; a new object has
 * all of them zero.
 *
 * <p>A copy, never the memory itself. Equal are objects of one class whose fields are equal. Not
 * safe for use by several threads.
 */
public abstract class StructValue {
  private static final int NO_RECORD = -1;

  private final StructLayout layout;

  /** Bytes of the record that the fields were read from last; {@link #NO_RECORD} if of none. */
  private int recordLength = NO_RECORD;

  /** Called by generated code, with the layout of the C struct. */
  protected StructValue(StructLayout layout) {
    this.layout = layout;
  }

  /** Sets every field from the image. */
  protected abstract void read(StructReader image);

  /** Hands every field to the image. */
  protected abstract void write(StructWriter image);

  /** Bytes of the C struct. */
  public final int byteSize() {
    return layout.size();
  }

  /**
   * Bytes of the record that this was read from last, as it came: fewer than {@link #byteSize} if
   * the program sent only the first part, whose rest is zero here; more if it sent something behind
   * the struct. The kernel pads those of a perf buffer with up to 7 bytes. What was not read as a
   * record has the struct's own size.
   */
  public final int recordLength() {
    return recordLength == NO_RECORD ? byteSize() : recordLength;
  }

  final void cameWith(int length) {
    recordLength = length;
  }

  final StructLayout layout() {
    return layout;
  }

  /** The build of the object that the class was generated from. */
  protected ObjectBuild madeFrom() {
    return ObjectBuild.NONE;
  }

  /**
   * Sets every field from the C struct that begins at the buffer's position, in native byte order
   * whatever the buffer's is; the position moves behind it.
   *
   * @throws BufferUnderflowException if fewer bytes are left than the struct has
   */
  public final void read(ByteBuffer bytes) {
    recordLength = NO_RECORD;
    readFrom(take(bytes), 0, layout);
  }

  /**
   * Writes the C struct at the buffer's position, in native byte order whatever the buffer's is:
   * the fields, and zeros where there are none. The position moves behind it.
   *
   * @throws IllegalArgumentException if a field has a value that C's member cannot hold
   * @throws BufferUnderflowException if fewer bytes are left than the struct has
   * @throws java.nio.ReadOnlyBufferException if nothing can be written to the buffer
   */
  public final void write(ByteBuffer bytes) {
    writeWhole(take(bytes), 0, layout);
  }

  /** Cuts off as many bytes as the struct has. */
  private ByteBuffer take(ByteBuffer bytes) {
    if (bytes.remaining() < layout.size()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer struct = bytes.slice(bytes.position(), layout.size());
    bytes.position(bytes.position() + layout.size());
    return struct.order(ByteOrder.nativeOrder());
  }

  /** Reads from a build's layout, at an index of a buffer in native byte order. */
  void readFrom(ByteBuffer bytes, int at, StructLayout build) {
    read(new StructReader(bytes, build, at));
  }

  /** Writes what {@link #readFrom} reads; padding stays as it is. */
  void writeTo(ByteBuffer bytes, int at, StructLayout build, String path) {
    write(new BytesWriter(bytes, build, at, path));
  }

  /** Writes the whole of a value, padding as zeros. */
  final void writeWhole(ByteBuffer bytes, int at, StructLayout build) {
    Bytes.clear(bytes, at, build.size());
    writeTo(bytes, at, build, build.name());
  }

  /** An array of any dimension with a new struct or text in each place. */
  protected static <A> A zeroed(A array, Supplier<?> element) {
    for (int i = 0; i < Array.getLength(array); i++) {
      Object inner = Array.get(array, i);
      if (inner != null) {
        zeroed(inner, element);
      } else {
        Array.set(array, i, element.get());
      }
    }
    return array;
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof StructValue value
        && value.getClass() == getClass()
        && FieldValues.of(value).equals(FieldValues.of(this));
  }

  @Override
  public final int hashCode() {
    return FieldValues.of(this).hashCode();
  }

  /** The C name and every field: {@code flow_key{saddr=16777343, port=80}}. */
  @Override
  public final String toString() {
    return layout.name() + FieldValues.of(this);
  }
}
