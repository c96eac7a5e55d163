package org.bpfskel.struct;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.bpfskel.btf.StructLayout;

/** A struct or union, in the layout of its class or of another build. */
final class StructCodec<T extends StructValue> implements Codec<T> {
  private final Supplier<T> empty;
  private final StructLayout layout;

  StructCodec(Supplier<T> empty) {
    this(empty, empty.get().layout());
  }

  StructCodec(Supplier<T> empty, StructLayout layout) {
    this.empty = empty;
    this.layout = layout;
  }

  @Override
  public int size() {
    return layout.size();
  }

  @Override
  public T read(ByteBuffer bytes, int at) {
    T value = empty.get();
    value.readFrom(bytes, at, layout);
    return value;
  }

  @Override
  public void write(ByteBuffer bytes, int at, T value) {
    value.writeWhole(bytes, at, layout);
  }
}
