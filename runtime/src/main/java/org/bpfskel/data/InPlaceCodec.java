package org.bpfskel.data;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.internal.value.HiddenBits;
import org.jspecify.annotations.Nullable;

/**
 * A struct, or an array of structs, whose members that its class does not have stay as they are.
 */
final class InPlaceCodec<T> implements Codec<T> {
  private final Codec<T> codec;
  private final Supplier<? extends StructValue> struct;
  private final StructLayout build;

  /** Of one struct, the bits that stay; of no length if there are none. Null until first asked. */
  private byte @Nullable [] hidden;

  InPlaceCodec(Codec<T> codec, Supplier<? extends StructValue> struct, StructLayout build) {
    this.codec = codec;
    this.struct = struct;
    this.build = build;
  }

  /** What reads and writes whole values. */
  Codec<T> codec() {
    return codec;
  }

  /** The same structs by another codec. */
  InPlaceCodec<T> with(Codec<T> other) {
    return new InPlaceCodec<>(other, struct, build);
  }

  @Override
  public int size() {
    return codec.size();
  }

  @Override
  public T read(ByteBuffer bytes, int at) {
    return codec.read(bytes, at);
  }

  @Override
  public void write(ByteBuffer bytes, int at, T value) {
    byte[] stay = hidden();
    if (stay.length == 0) {
      codec.write(bytes, at, value);
      return;
    }
    byte[] before = new byte[size()];
    bytes.get(at, before);
    codec.write(bytes, at, value);
    for (int i = 0; i < before.length; i++) {
      byte bits = stay[i % stay.length];
      bytes.put(at + i, (byte) ((bytes.get(at + i) & ~bits) | (before[i] & bits)));
    }
  }

  private byte[] hidden() {
    byte[] known = hidden;
    if (known == null) {
      known = HiddenBits.of(struct.get().structLayout(), build);
      hidden = known;
    }
    return known;
  }
}
