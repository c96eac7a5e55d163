package org.bpfskel.data;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.bpfskel.btf.MemberDetail.Elements;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.btf.StructLayout.Member;
import org.jspecify.annotations.Nullable;

/** An array of C, copied row by row from and to a Java array of the same lengths. */
final class CArray {
  private final String cType;
  private final Elements elements;

  private CArray(String cType, Elements elements) {
    this.cType = cType;
    this.elements = elements;
  }

  /** What a member is as an array: a value without a Java type is one of bytes. */
  public static CArray of(Member member) {
    return new CArray(
        member.cType(),
        member.detail() instanceof Elements array
            ? array
            : new Elements(Kind.UINT8, 1, List.of(member.size()), null));
  }

  /** Makes Java arrays like another's, of another length of the first dimension. */
  @SuppressWarnings("unchecked") // a copy of the same class
  static <A> Supplier<A> maker(Supplier<A> other, int length) {
    return () -> {
      A like = other.get();
      if (like instanceof Object[] rows) {
        Object[] all = Arrays.copyOf(rows, length);
        boolean hasRows = rows.length > 0 && rows[0] != null && rows[0].getClass().isArray();
        for (int i = rows.length; i < length && hasRows; i++) {
          all[i] = ((Object[]) other.get())[0];
        }
        return (A) all;
      }
      return (A) copyOf(like, length);
    };
  }

  private static Object copyOf(Object numbers, int length) {
    if (numbers instanceof byte[] bytes) {
      return Arrays.copyOf(bytes, length);
    } else if (numbers instanceof short[] shorts) {
      return Arrays.copyOf(shorts, length);
    } else if (numbers instanceof int[] ints) {
      return Arrays.copyOf(ints, length);
    } else if (numbers instanceof long[] longs) {
      return Arrays.copyOf(longs, length);
    } else if (numbers instanceof boolean[] flags) {
      return Arrays.copyOf(flags, length);
    } else if (numbers instanceof float[] floats) {
      return Arrays.copyOf(floats, length);
    }
    return Arrays.copyOf((double[]) numbers, length);
  }

  /** What is done with a row of the last dimension, whose first element is {@code place}. */
  interface Visitor {
    void visit(Object row, int place);
  }

  /** Goes through all rows; or says why an array cannot be this one of C. */
  @Nullable String forEachRow(@Nullable Object array, Visitor visitor) {
    String problem = problem(array);
    if (problem == null && array != null) {
      visit(array, 0, 0, visitor);
    }
    return problem;
  }

  /** Why an array cannot be this one of C, or null if it can. */
  @Nullable String problem(@Nullable Object array) {
    return problem(array, 0);
  }

  private @Nullable String problem(@Nullable Object array, int dimension) {
    int length = elements.lengths().get(dimension);
    if (array == null || Array.getLength(array) != length) {
      String found = array == null ? "null" : "an array of " + Array.getLength(array);
      String where = dimension == 0 ? "" : " in dimension " + (dimension + 1);
      return "%s%s, %s takes %d elements".formatted(found, where, cType, length);
    }
    String problem = null;
    if (dimension < elements.lengths().size() - 1) {
      for (int i = 0; i < length && problem == null; i++) {
        problem = problem(Array.get(array, i), dimension + 1);
      }
    }
    return problem;
  }

  /** Returns the place after the last one that it came to. */
  private int visit(Object array, int dimension, int place, Visitor visitor) {
    int length = elements.lengths().get(dimension);
    if (dimension == elements.lengths().size() - 1) {
      visitor.visit(array, place);
      return place + length;
    }
    int next = place;
    for (int i = 0; i < length; i++) {
      next = visit(Array.get(array, i), dimension + 1, next, visitor);
    }
    return next;
  }

  void read(ByteBuffer bytes, int position, Object array) {
    forEachRow(
        array,
        (row, place) -> CArrayRow.read(row, bytes, position + place * elements.size(), elements));
  }

  /** Fills an array with new structs, each read by {@code reader} from where it begins. */
  void read(
      int position, Object array, Supplier<? extends StructValue> element, ElementReader reader) {
    forEachRow(
        array,
        (row, place) -> {
          for (int i = 0; i < Array.getLength(row); i++) {
            StructValue value = element.get();
            reader.read(value, position + (place + i) * elements.size(), struct());
            Array.set(row, i, value);
          }
        });
  }

  /** Reads one element that is a struct. */
  @FunctionalInterface
  interface ElementReader {
    void read(StructValue element, int at, StructLayout layout);
  }

  /** Makes the writer of one element; {@code place} counts elements of all dimensions. */
  @FunctionalInterface
  interface ElementWriter {
    /** A writer of that layout for the element that begins {@code offset} bytes into the array. */
    StructWriter at(int place, int offset, StructLayout layout);
  }

  /**
   * Hands over each element, as a struct that is or has the element as its only member.
   *
   * @return why the array cannot be taken, or null if it was
   */
  public @Nullable String write(@Nullable Object array, ElementWriter writer) {
    StructLayout own = elements.layout();
    StructLayout layout = own == null ? single() : own;
    return forEachRow(
        array,
        (row, first) -> {
          for (int i = 0; i < Array.getLength(row); i++) {
            int place = first + i;
            StructWriter element = writer.at(place, place * elements.size(), layout);
            if (row instanceof StructValue[] values && values[i] == null) {
              element.refuse("null, a struct of C is always there");
            } else {
              CArrayRow.write(row, i, element);
            }
          }
        });
  }

  private StructLayout single() {
    Member only = new Member("", "", 0, elements.size(), elements.kind());
    return new StructLayout("", elements.size(), List.of(only));
  }

  /** C's subscript of an element, {@code [1][2]}. */
  public String subscript(int place) {
    StringBuilder subscript = new StringBuilder();
    int rest = place;
    for (int i = elements.lengths().size() - 1; i >= 0; i--) {
      int length = elements.lengths().get(i);
      subscript.insert(0, "[" + rest % length + "]");
      rest /= length;
    }
    return subscript.toString();
  }

  private StructLayout struct() {
    return Objects.requireNonNull(elements.layout());
  }
}
