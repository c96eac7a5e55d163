package org.bpfskel.data;

import java.lang.reflect.Array;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Supplier;
import org.bpfskel.btf.Printable;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.internal.value.Absent;
import org.bpfskel.internal.value.Bytes;
import org.bpfskel.internal.value.OtherLayout;
import org.jspecify.annotations.Nullable;

/**
 * A C struct or union as plain Java fields: a map's key or value, a global variable, a record of a
 * ring buffer, or a member of another struct. Generated classes add the fields; a new object has
 * all of them zero.
 *
 * <p>A copy, never the memory itself. An object that was read keeps the bytes that no field shows:
 * padding, what stands behind the NUL of a text, members that only this build of the object has. It
 * is written as it was read, but for the fields that were changed. Equal are objects of one class
 * whose fields are equal and that are the same bytes in C; a new object has zeros where it has no
 * fields. Not safe for use by several threads.
 */
public abstract class StructValue {
  private static final int NO_RECORD = -1;

  private final StructLayout layout;

  /** Bytes of the record that the fields were read from last; {@link #NO_RECORD} if of none. */
  private int recordLength = NO_RECORD;

  /** What the fields were read from, which nobody else writes to; null of a new object. */
  private @Nullable ByteBuffer origin;

  private int originAt;
  private StructLayout originLayout;

  /** What the elements of a flexible array were read from, which nobody else writes to. */
  private @Nullable ByteBuffer tail;

  /**
   * Called by generated code, with the layout of the C struct.
   *
   * @param layout of the struct in C
   */
  protected StructValue(StructLayout layout) {
    this.layout = layout;
    this.originLayout = layout;
  }

  /**
   * Sets every field from the image.
   *
   * @param image the struct's bytes, member by member
   */
  protected abstract void read(StructReader image);

  /**
   * Hands every field to the image.
   *
   * @param image the struct's bytes, member by member
   */
  protected abstract void write(StructWriter image);

  /** {@return bytes of the C struct} */
  public final int byteSize() {
    return layout.size();
  }

  /**
   * {@return bytes of the record that this was read from last, as it came: fewer than {@link
   * #byteSize} if the program sent only the first part, whose rest is zero here; more if it sent
   * something behind the struct} The kernel pads those of a perf buffer with up to 7 bytes. What
   * was not read as a record has the struct's own size. An array of no fixed length, {@code
   * data[]}, has as many elements as lie in the record as a whole.
   */
  public final int recordLength() {
    return recordLength == NO_RECORD ? byteSize() : recordLength;
  }

  final void cameWith(int length) {
    recordLength = length;
  }

  final @Nullable ByteBuffer tail() {
    return tail;
  }

  /** {@return every member of the struct as the class has them, those without a field included} */
  public final StructLayout structLayout() {
    return layout;
  }

  /** {@return the build of the object that the class was generated from} */
  protected ObjectBuild madeFrom() {
    return ObjectBuild.NONE;
  }

  /**
   * Sets every field from the C struct that begins at the buffer's position, in native byte order
   * whatever the buffer's is; the position moves behind it.
   *
   * @param bytes a buffer in native byte order
   * @throws BufferUnderflowException if fewer bytes are left than the struct has
   */
  public final void read(ByteBuffer bytes) {
    recordLength = NO_RECORD;
    readFrom(take(bytes), 0, layout);
  }

  /**
   * Writes the C struct at the buffer's position, in native byte order whatever the buffer's is:
   * what it was read from with the fields that were changed since, of a new object the fields with
   * zeros between them. The position moves behind it.
   *
   * @param bytes a buffer in native byte order
   * @throws IllegalArgumentException if a field has a value that C's member cannot hold, or an
   *     array of no fixed length has elements, which only records have
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
  final void readFrom(ByteBuffer bytes, int at, StructLayout build) {
    readFrom(bytes, at, build, Absent.end(build));
  }

  /** As the other; the build's last member ends at {@code end}. */
  final void readFrom(ByteBuffer bytes, int at, StructLayout build, int end) {
    readOwn(Absent.padded(bytes, at, build.size(), end), 0, build);
  }

  /** As {@link #readFrom}, from bytes that nobody else writes to, with room for absent members. */
  final void readOwn(ByteBuffer own, int at, StructLayout build) {
    readOwn(new StructReader(own, build, at, true), own, at, build);
  }

  /** As the other, by a reader of that place. */
  final void readOwn(StructReader reader, ByteBuffer own, int at, StructLayout build) {
    origin = own;
    originAt = at;
    originLayout = build;
    tail = reader.tail();
    read(reader);
  }

  /** Sets every field of a struct whose fields show all of it, so that no bytes need be kept. */
  final void readPlain(StructReader reader) {
    origin = null;
    read(reader);
  }

  /** Writes the whole of a value in a build's layout, which messages call by its name. */
  final void writeWhole(ByteBuffer bytes, int at, StructLayout build) {
    writeWhole(bytes, at, build, build.name(), false);
  }

  /** As {@link #writeWhole}, of a record, which has {@link #recordSize} bytes. */
  final void writeRecord(ByteBuffer bytes, int at, StructLayout build) {
    writeWhole(bytes, at, build, build.name(), true);
  }

  /** Bytes of the record that the value would be: more than the struct's if elements follow it. */
  final int recordSize(StructLayout build) {
    int index = FlexibleArray.indexIn(layout);
    return index == FlexibleArray.NONE
        ? build.size()
        : FlexibleArray.recordSize(build, index, FlexibleArray.lengthOf(flexibleArray()));
  }

  /** The field of the flexible array that a class has. */
  private @Nullable Object flexibleArray() {
    return FieldValues.of(this).lastArray();
  }

  /**
   * As the others.
   *
   * @param path what messages call it; null to pass over values that C's members cannot hold
   * @param isRecord whether there is room for the elements of a flexible array
   */
  final void writeWhole(
      ByteBuffer bytes, int at, StructLayout build, @Nullable String path, boolean isRecord) {
    int index = FlexibleArray.indexIn(layout);
    if (index == FlexibleArray.NONE) {
      writeStruct(bytes, at, build, path);
      return;
    }
    Object elements = flexibleArray();
    Member member = build.members().get(index);
    boolean absent = !build.holds(member);
    String problem =
        absent && FlexibleArray.lengthOf(elements) > 0
            ? Absent.REFUSAL
            : FlexibleArray.problem(elements, isRecord);
    if (problem != null && path != null) {
      throw new IllegalArgumentException(path + "." + member.name() + ": " + problem);
    }
    writeStruct(bytes, at, build, path);
    if (!absent) {
      FlexibleArray.write(bytes, at, build, index, problem == null ? elements : null, tail, path);
    }
  }

  /**
   * Writes the struct of a value, without a flexible array's elements: what it was read from, or
   * zeros, and over it the fields that differ.
   *
   * @param path what messages call it; null to pass over values that C's members cannot hold
   */
  void writeStruct(ByteBuffer bytes, int at, StructLayout build, @Nullable String path) {
    StructReader old = originIn(build);
    if (old == null) {
      Bytes.clear(bytes, at, build.size());
    } else {
      old.copyTo(bytes, at);
    }
    write(new BytesWriter(bytes, build, at, path, old));
  }

  /** What the fields were read from, as a build has it; null of a new object, all zero. */
  final @Nullable StructReader originIn(StructLayout build) {
    if (origin == null) {
      return null;
    }
    return build.equals(originLayout)
        ? new StructReader(origin, originLayout, originAt)
        : new StructReader(
            OtherLayout.moved(origin, originAt, layout, originLayout, build), build, 0);
  }

  /**
   * {@return an array of any dimension with a new struct or text in each place}
   *
   * @param <A> the Java array, such as {@code int[][]}
   * @param array of the C array's lengths
   * @param element makes a new struct for each place
   */
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
        && FieldValues.of(value).equals(FieldValues.of(this))
        && hasBytesOf(value);
  }

  /** Whether an object with the same fields has the same bytes, those that no field shows too. */
  private boolean hasBytesOf(StructValue other) {
    if (origin == null && other.origin == null) {
      return true;
    }
    StructLayout build = origin == null ? other.originLayout : originLayout;
    if (other.origin == null || other.originLayout.equals(build)) {
      return draft(build, true).equals(other.draft(build, true));
    }
    return draft(layout, true).equals(other.draft(layout, true))
        && hasNoMore()
        && other.hasNoMore();
  }

  /** Whether all bytes but those of the class's members are zero. */
  private boolean hasNoMore() {
    ByteBuffer members = OtherLayout.moved(draft(layout, false), 0, layout, layout, originLayout);
    return members.limit(originLayout.size()).equals(draft(originLayout, false));
  }

  /** The bytes in a build's layout; a value that C cannot hold leaves its member as it was. */
  private ByteBuffer draft(StructLayout build, boolean asRecord) {
    ByteBuffer bytes = Absent.zeros(asRecord ? recordSize(build) : build.size());
    writeWhole(bytes, 0, build, null, asRecord);
    return bytes;
  }

  @Override
  public final int hashCode() {
    return FieldValues.of(this).hashCode();
  }

  /** The C name and every field: {@code flow_key{saddr=16777343, port=80}}. */
  @Override
  public final String toString() {
    return Printable.of(layout.name() + FieldValues.of(this));
  }
}
