package org.bpfskel.data;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.IntFunction;
import org.bpfskel.btf.MemberDetail.Elements;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.internal.value.Absent;
import org.bpfskel.internal.value.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The array of no fixed length that a struct ends with. Its elements begin where C has them, which
 * may be in the struct's padding, and go on behind the struct. Only a record tells how many it has.
 */
final class FlexibleArray {
  /** What {@link #indexIn} returns of a struct that has no such array. */
  static final int NONE = -1;

  private FlexibleArray() {}

  /** Index of the array in a class's layout, and so in that of any build; or {@link #NONE}. */
  static int indexIn(StructLayout ofClass) {
    int last = ofClass.members().size() - 1;
    return last >= 0 && ofClass.members().get(last).kind() == Kind.FLEXIBLE ? last : NONE;
  }

  /** Bytes of one element of the first dimension; 0 if the build's struct has no members. */
  private static int stride(Member array) {
    return ((Elements) array.detail()).withFirst(1).count() * ((Elements) array.detail()).size();
  }

  /** How many whole elements these bytes are. */
  static int count(Member array, @Nullable ByteBuffer tail) {
    // There is no tail where elements have no size.
    return tail == null ? 0 : tail.capacity() / Math.max(1, stride(array));
  }

  /** The array with that many elements, as a member at an offset. */
  static Member at(Member array, int offset, int length) {
    return new Member(
        array.name(),
        array.cType(),
        offset,
        length * stride(array),
        Kind.ARRAY,
        ((Elements) array.detail()).withFirst(length));
  }

  /** The same Java array if it has that length, else a new one. */
  static <A> A ofLength(@Nullable A array, int length, IntFunction<A> empty) {
    return array != null && Array.getLength(array) == length ? array : empty.apply(length);
  }

  /**
   * The bytes of all whole elements that a record has; null if none.
   *
   * @param build the record's layout, which may lack the array
   * @param index of the array in it, or {@link #NONE}
   * @param length of the record in bytes
   * @param reused to be filled if it has the size, else new bytes are
   */
  static @Nullable ByteBuffer tail(
      StructLayout build,
      int index,
      ByteBuffer bytes,
      int at,
      int length,
      @Nullable ByteBuffer reused) {
    Member array = index == NONE ? null : build.members().get(index);
    if (array == null || !build.holds(array) || length <= array.offset()) {
      return null;
    }
    int stride = stride(array);
    int size = stride == 0 ? 0 : (length - array.offset()) / stride * stride;
    if (size == 0) {
      return null;
    }
    ByteBuffer tail = reused != null && reused.capacity() == size ? reused : Absent.zeros(size);
    return tail.put(0, bytes, at + array.offset(), size);
  }

  /** Bytes of a record in a build's layout, with so many elements: the struct's own at least. */
  static int recordSize(StructLayout build, int index, int length) {
    Member array = build.members().get(index);
    long end = build.holds(array) ? array.offset() + (long) length * stride(array) : 0;
    return (int) Math.min(Integer.MAX_VALUE, Math.max(build.size(), end));
  }

  /** Elements of a field. */
  static int lengthOf(@Nullable Object array) {
    return array == null ? 0 : Array.getLength(array);
  }

  /** Why a field cannot be written; null if it can. */
  static @Nullable String problem(@Nullable Object array, boolean isRecord) {
    if (array == null) {
      return "null, an array of C is always there: an empty one has no elements";
    }
    return isRecord || Array.getLength(array) == 0
        ? null
        : "has %d elements, for which only records have room: elsewhere it must be empty"
            .formatted(Array.getLength(array));
  }

  /**
   * Writes the elements behind a struct that has been written.
   *
   * @param bytes have the struct at {@code at}, and room for the elements
   * @param build the layout to be written, which has the array at {@code index}
   * @param array null for no elements
   * @param came what the elements were read from, so that what did not change stays; or null
   * @param path what messages call the struct; null to pass over values that C cannot hold
   */
  static void write(
      ByteBuffer bytes,
      int at,
      StructLayout build,
      int index,
      @Nullable Object array,
      @Nullable ByteBuffer came,
      @Nullable String path) {
    Member member = build.members().get(index);
    int length = lengthOf(array);
    Member whole = at(member, member.offset(), length);
    int end = member.offset() + whole.size();
    if (length != count(member, came)) {
      // What lies in the padding is no element any more.
      Bytes.clear(bytes, at + member.offset(), Math.max(end, build.size()) - member.offset());
    }
    if (array == null || length == 0) {
      return;
    }
    ByteBuffer before = Absent.zeros(end);
    if (came != null) {
      before.put(member.offset(), came, 0, Math.min(came.capacity(), whole.size()));
    }
    bytes.put(at + member.offset(), before, member.offset(), whole.size());
    StructLayout only = new StructLayout(build.naming(), build.name(), end, List.of(whole));
    new BytesWriter(bytes, only, at, path, new StructReader(before, only, 0)).putArray(0, array);
  }
}
