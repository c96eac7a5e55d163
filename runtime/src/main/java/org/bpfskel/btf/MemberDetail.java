package org.bpfskel.btf;

import java.util.ArrayList;
import java.util.List;
import org.bpfskel.btf.StructLayout.Kind;
import org.jspecify.annotations.Nullable;

/** What the kind of a struct's member leaves open. Immutable and thread-safe. */
public sealed interface MemberDetail {

  /** Nothing: scalars, text, programs, pointers. */
  MemberDetail NONE = new None();

  /** The detail of kinds that leave nothing open. */
  record None() implements MemberDetail {}

  /**
   * Of an embedded struct or union.
   *
   * @param layout its members, with offsets from its own start
   */
  record Nested(StructLayout layout) implements MemberDetail {}

  /**
   * Of an array.
   *
   * @param kind of an element; never {@link Kind#ARRAY}
   * @param size of an element, in bytes
   * @param lengths one for each dimension, as in C; 0 for the first if that has no fixed length
   * @param layout of an element that is a struct or union, else null
   */
  record Elements(Kind kind, int size, List<Integer> lengths, @Nullable StructLayout layout)
      implements MemberDetail {
    /**
     * Copies the list.
     *
     * @param kind of one element
     * @param size of one element, in bytes
     * @param lengths of all dimensions, from the first
     * @param layout of one element that is a struct or union; else null
     */
    public Elements {
      lengths = List.copyOf(lengths);
    }

    /**
     * {@return the same with another length of the first dimension}
     *
     * @param length in elements
     */
    public Elements withFirst(int length) {
      return new Elements(
          kind, size, withFirst(length, lengths.subList(1, lengths.size())), layout);
    }

    private static List<Integer> withFirst(int length, List<Integer> others) {
      List<Integer> all = new ArrayList<>(others);
      all.add(0, length);
      return all;
    }

    /**
     * {@return as many structs or unions of another layout}
     *
     * @param struct the layout of one
     */
    public Elements of(StructLayout struct) {
      return new Elements(kind, struct.size(), lengths, struct);
    }

    /** {@return how many elements all dimensions have together} */
    public int count() {
      return lengths.stream().reduce(1, (a, b) -> a * b);
    }
  }

  /**
   * Of a bitfield.
   *
   * @param kind of its declared type
   * @param firstBit counted from the start of the byte at the member's offset, 0 to 7; from the
   *     lowest bit in little-endian objects, from the highest in big-endian ones
   * @param bits width
   */
  record Bits(Kind kind, int firstBit, int bits) implements MemberDetail {
    /** {@return whether a value is widened by its sign} */
    public boolean signed() {
      return switch (kind) {
        case INT8, INT16, INT32, INT64, SIGNED_ENUM -> true;
        default -> false;
      };
    }

    /** {@return whether every value of the field fits Java's {@code int}} */
    public boolean fitsInt() {
      return bits <= (signed() ? 32 : 31);
    }
  }
}
