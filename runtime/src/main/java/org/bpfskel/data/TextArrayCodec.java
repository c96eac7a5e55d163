package org.bpfskel.data;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.bpfskel.btf.MemberDetail.Elements;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.btf.StructLayout.Member;

/** An array of {@code char[N]}, each element as a codec of its own has it. */
final class TextArrayCodec<A> implements RecordCodec<A>, OneToOne {
  private final Supplier<A> empty;
  private final Codec<String> text;
  private final Member member;
  private final CArray array;
  private final Elements elements;

  TextArrayCodec(Supplier<A> empty, Elements elements, Codec<String> text) {
    this.empty = empty;
    this.text = text;
    this.elements = elements;
    int size = elements.count() * elements.size();
    this.member = new Member("", "the array", 0, size, Kind.ARRAY, elements);
    this.array = CArray.of(member);
  }

  /** The array, as the member that it would be. */
  Member member() {
    return member;
  }

  /** The same with another length of the first dimension. */
  TextArrayCodec<A> ofLength(int length) {
    Elements longer = elements.withFirst(length);
    return new TextArrayCodec<>(CArray.maker(empty, length), longer, text);
  }

  @Override
  public int size() {
    return member.size();
  }

  @Override
  public boolean isOneToOne() {
    return OneToOne.is(text);
  }

  @Override
  public A read(ByteBuffer bytes, int at) {
    A value = empty.get();
    array.forEachRow(
        value,
        (row, place) -> {
          for (int i = 0; i < Array.getLength(row); i++) {
            Array.set(row, i, text.read(bytes, at + (place + i) * text.size()));
          }
        });
    return value;
  }

  @Override
  public void write(ByteBuffer bytes, int at, A value) {
    String problem =
        array.forEachRow(
            value,
            (row, place) -> {
              for (int i = 0; i < Array.getLength(row); i++) {
                write(bytes, at, place + i, (String) Array.get(row, i));
              }
            });
    if (problem != null) {
      throw new IllegalArgumentException("array: " + problem);
    }
  }

  private void write(ByteBuffer bytes, int at, int place, String value) {
    try {
      text.write(bytes, at + place * text.size(), value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "array" + array.subscript(place) + ": " + e.getMessage(), e);
    }
  }
}
