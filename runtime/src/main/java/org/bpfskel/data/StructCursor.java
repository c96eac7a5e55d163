package org.bpfskel.data;

import java.nio.ByteBuffer;
import org.bpfskel.access.RecordReader;
import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.internal.value.Absent;
import org.bpfskel.internal.value.Bytes;
import org.bpfskel.internal.value.PlainLayout;
import org.jspecify.annotations.Nullable;

/**
 * Reads structs of one buffer into one object, one after another. Where all fields are scalars it
 * allocates nothing. Not safe for use by several threads.
 *
 * @param <T> the class of the structs
 */
final class StructCursor<T extends StructValue> implements RecordReader<T> {
  private final ByteBuffer bytes;
  private final T value;
  private final StructLayout layout;

  /** End of the last member: beyond the struct's own if this build lacks members. */
  private final int end;

  /** A struct's bytes, which the object keeps until the next one comes. */
  private ByteBuffer own;

  private StructReader reader;

  /** Reads where the structs are, if no bytes need be kept; else null. */
  private final @Nullable StructReader inPlace;

  /** Index of the flexible array that the class has. */
  private final int flexible;

  /** What the last record had of it. */
  private @Nullable ByteBuffer tail;

  /** Whether each struct has bytes of its own, for elements of its arrays are new objects. */
  private final boolean fresh;

  /**
   * Nothing is read yet.
   *
   * @param bytes a buffer in native byte order
   * @param value the object to fill
   */
  StructCursor(ByteBuffer bytes, T value) {
    this(bytes, value, value.structLayout());
  }

  /** Of structs in the layout of another build. */
  StructCursor(ByteBuffer bytes, T value, StructLayout layout) {
    this.bytes = bytes;
    this.value = value;
    this.layout = layout;
    this.flexible = FlexibleArray.indexIn(value.structLayout());
    this.end = Absent.end(layout);
    this.own = Absent.zeros(end);
    this.reader = new StructReader(own, layout, 0, true);
    this.fresh = hasStructArrays(layout);
    this.inPlace =
        PlainLayout.isShownBy(value.structLayout(), layout)
            ? new StructReader(bytes, layout, StructReader.offsets(layout), 0, false)
            : null;
  }

  private static boolean hasStructArrays(StructLayout struct) {
    for (Member member : struct.members()) {
      if ((member.detail() instanceof MemberDetail.Elements elements && elements.layout() != null)
          || (member.detail() instanceof MemberDetail.Nested nested
              && hasStructArrays(nested.layout()))) {
        return true;
      }
    }
    return false;
  }

  /** Bytes of the C struct. */
  int size() {
    return layout.size();
  }

  @Override
  public T readRecord(int at, int length) {
    if (flexible != FlexibleArray.NONE) {
      tail = FlexibleArray.tail(layout, flexible, bytes, at, length, tail);
    }
    readBytes(at, Math.min(length, layout.size()));
    value.cameWith(length);
    return value;
  }

  /** Sets every field from the struct at an index of the buffer, and returns the object. */
  T read(int at) {
    tail = null;
    readBytes(at, layout.size());
    return value;
  }

  private void readBytes(int at, int length) {
    if (inPlace != null && length == layout.size()) {
      inPlace.moveTo(at);
      value.readPlain(inPlace);
      return;
    }
    if (fresh) {
      own = Absent.zeros(end);
      reader = new StructReader(own, layout, 0, true);
    }
    own.put(0, bytes, at, length);
    Bytes.clear(own, length, layout.size() - length);
    value.readOwn(reader.tail(tail), own, 0, layout);
  }
}
