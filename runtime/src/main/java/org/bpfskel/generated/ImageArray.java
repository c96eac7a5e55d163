package org.bpfskel.generated;

import java.lang.reflect.Array;
import java.util.List;
import java.util.function.Supplier;
import org.bpfskel.btf.MemberDetail.Elements;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.btf.StructLayout.Member;
import org.jspecify.annotations.Nullable;

/** An array member of a struct's image, copied element by element from and to a Java array. */
final class ImageArray {
  private final StructImage struct;
  private final int index;
  private final Elements elements;

  /** What each element is seen as: its own struct, or one with the element as its only member. */
  private final StructLayout layout;

  ImageArray(StructImage struct, int index) {
    this.struct = struct;
    this.index = index;
    Member member = struct.member(index);
    this.elements =
        member.detail() instanceof Elements array
            ? array
            : new Elements(Kind.UINT8, 1, List.of(member.size()), null);
    StructLayout own = elements.layout();
    this.layout = own != null ? own : single(elements);
  }

  private static StructLayout single(Elements elements) {
    Member only = new Member("", "", 0, elements.size(), elements.kind());
    return new StructLayout("", elements.size(), List.of(only));
  }

  void read(Object array) {
    forEach(array, 0, 0, (row, i, place) -> ArrayElement.read(row, i, element(place)));
  }

  void read(Object array, Supplier<? extends StructShadow> newShadow) {
    forEach(
        array,
        0,
        0,
        (row, i, place) -> {
          StructShadow shadow = newShadow.get();
          shadow.read(element(place));
          Array.set(row, i, shadow);
        });
  }

  void write(Object array) {
    forEach(array, 0, 0, (row, i, place) -> ArrayElement.write(row, i, element(place)));
  }

  /** What is done with element {@code i} of a row, which is at {@code place} in the whole array. */
  private interface Visitor {
    void visit(Object row, int i, int place);
  }

  /** Goes through all dimensions; returns the place after the last one it came to. */
  private int forEach(@Nullable Object array, int dimension, int place, Visitor visitor) {
    int length = elements.lengths().get(dimension);
    if (array == null || Array.getLength(array) != length) {
      refuseLength(array, dimension, length);
      return place;
    }
    int next = place;
    for (int i = 0; i < length; i++) {
      if (dimension == elements.lengths().size() - 1) {
        visitor.visit(array, i, next++);
      } else {
        next = forEach(Array.get(array, i), dimension + 1, next, visitor);
      }
    }
    return next;
  }

  private void refuseLength(@Nullable Object array, int dimension, int wanted) {
    String found = array == null ? "null" : "an array of " + Array.getLength(array);
    String where = dimension == 0 ? "" : " in dimension " + (dimension + 1);
    struct.refuse(
        index,
        "%s%s, %s takes %d elements".formatted(found, where, struct.member(index).cType(), wanted));
  }

  private StructImage element(int place) {
    int offset = struct.member(index).offset() + place * elements.size();
    return struct.at(offset, layout, () -> struct.path(index) + subscript(place));
  }

  /** C's subscript of an element, {@code [1][2]}. */
  private String subscript(int place) {
    StringBuilder subscript = new StringBuilder();
    int rest = place;
    for (int i = elements.lengths().size() - 1; i >= 0; i--) {
      int length = elements.lengths().get(i);
      subscript.insert(0, "[" + rest % length + "]");
      rest /= length;
    }
    return subscript.toString();
  }
}
