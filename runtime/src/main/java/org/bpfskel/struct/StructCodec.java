package org.bpfskel.struct;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Supplier;
import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Member;

/** A struct or union, in the layout of its class or of another build of the object. */
final class StructCodec<T extends StructValue> implements Codec<T> {
  private final Supplier<T> empty;
  private final StructLayout layout;

  /** End of the last member: beyond the struct's own if this build lacks members. */
  private final int end;

  StructCodec(Supplier<T> empty) {
    this(empty, empty.get().layout());
  }

  StructCodec(Supplier<T> empty, StructLayout layout) {
    this.empty = empty;
    this.layout = layout;
    this.end = end(layout);
  }

  private static int end(StructLayout struct) {
    int end = struct.size();
    for (Member member : struct.members()) {
      int size = member.size();
      if (member.detail() instanceof MemberDetail.Nested nested) {
        size = end(nested.layout());
      } else if (member.detail() instanceof MemberDetail.Elements elements
          && elements.layout() != null) {
        size = Math.max(0, size - elements.size()) + end(elements.layout());
      }
      end = Math.max(end, member.offset() + size);
    }
    return end;
  }

  StructLayout layout() {
    return layout;
  }

  /** The same values in the layout of another build. */
  StructCodec<T> in(StructLayout build) {
    return new StructCodec<>(empty, build);
  }

  @Override
  public int size() {
    return layout.size();
  }

  @Override
  public T read(ByteBuffer bytes, int at) {
    T value = empty.get();
    if (end == layout.size()) {
      value.readFrom(bytes, at, layout);
    } else {
      ByteBuffer padded = padded();
      padded.put(0, bytes, at, layout.size());
      value.readFrom(padded, 0, layout);
    }
    return value;
  }

  @Override
  public void write(ByteBuffer bytes, int at, T value) {
    if (end == layout.size()) {
      value.writeWhole(bytes, at, layout);
      return;
    }
    ByteBuffer padded = padded();
    value.writeWhole(padded, 0, layout);
    for (int i = layout.size(); i < end; i++) {
      if (padded.get(i) != 0) {
        throw new IllegalArgumentException(
            layout.name() + ": a member is set that this build of the object lacks" + nameAt(i));
      }
    }
    bytes.put(at, padded, 0, layout.size());
  }

  private ByteBuffer padded() {
    return ByteBuffer.allocate(end).order(ByteOrder.nativeOrder());
  }

  private String nameAt(int position) {
    for (Member member : layout.members()) {
      if (member.offset() <= position && position < member.offset() + member.size()) {
        return ", " + member.name();
      }
    }
    return "";
  }
}
