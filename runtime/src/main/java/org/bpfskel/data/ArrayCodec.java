package org.bpfskel.data;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Supplier;
import org.bpfskel.btf.MemberDetail.Elements;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.internal.value.Absent;
import org.bpfskel.internal.value.Bytes;
import org.bpfskel.internal.value.CBool;
import org.jspecify.annotations.Nullable;

/** An array of anything but text, as the only member of a struct. */
final class ArrayCodec<A> implements RecordCodec<A>, OneToOne {
  private final Supplier<A> empty;
  private final @Nullable Supplier<? extends StructValue> struct;
  private final StructLayout layout;

  /** End of the last member: beyond the array if this build lacks members of its elements. */
  private final int end;

  /** Whether writing starts from the array that stands there: what does not differ stays. */
  private final boolean inPlace;

  ArrayCodec(
      Supplier<A> empty,
      @Nullable Supplier<? extends StructValue> struct,
      Elements elements,
      boolean inPlace) {
    this.inPlace = inPlace;
    this.empty = empty;
    this.struct = struct;
    int size = elements.count() * elements.size();
    Member only = new Member("", "the array", 0, size, Kind.ARRAY, elements);
    this.layout = new StructLayout("array", size, List.of(only));
    this.end = Absent.end(layout);
  }

  /** The array, as the member that it would be. */
  Member member() {
    return layout.members().get(0);
  }

  Elements elements() {
    return (Elements) member().detail();
  }

  /** The build that has the layout of the elements. */
  ObjectBuild madeFrom() {
    StructValue zero = struct == null ? null : struct.get();
    return zero != null && zero.structLayout().equals(elements().layout())
        ? zero.madeFrom()
        : ObjectBuild.NONE;
  }

  /** The same values in the layout of another build. */
  ArrayCodec<A> in(Elements build) {
    return new ArrayCodec<>(empty, struct, build, inPlace);
  }

  /** The same with another length of the first dimension. */
  ArrayCodec<A> ofLength(int length) {
    Elements longer = elements().withFirst(length);
    return new ArrayCodec<>(CArray.maker(empty, length), struct, longer, inPlace);
  }

  @Override
  public int size() {
    return layout.size();
  }

  @Override
  public boolean isOneToOne() {
    return elements().kind() != Kind.BOOL;
  }

  @Override
  public A read(ByteBuffer bytes, int at) {
    if (!inPlace && elements().kind() == Kind.BOOL) {
      CBool.check(bytes, at, elements().count());
    }
    return struct == null
        ? new StructReader(bytes, layout, at).array(0, empty.get())
        : new StructReader(Absent.padded(bytes, at, layout.size(), end), layout, 0, true)
            .structs(0, empty.get(), struct);
  }

  @Override
  public void write(ByteBuffer bytes, int at, A value) {
    StructReader old = null;
    if (inPlace) {
      old = new StructReader(bytes, layout, at);
    } else {
      Bytes.clear(bytes, at, layout.size());
    }
    new BytesWriter(bytes, layout, at, "array", old).putArray(0, value);
  }
}
