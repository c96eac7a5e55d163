package org.bpfskel.data;

import java.nio.ByteBuffer;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.internal.value.CEnum;

/** An enum of C of 1 or 2 bytes, widened by its sign. */
final class EnumCodec implements KindCodec<Integer>, OneToOne {
  private final Kind kind;
  private final int size;

  EnumCodec(Kind kind, int size) {
    this.kind = kind;
    this.size = size;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean isOneToOne() {
    return true;
  }

  @Override
  public String cType() {
    return kind == Kind.SIGNED_ENUM ? "enum with negative constants" : "enum";
  }

  @Override
  public boolean reads(Kind other) {
    return switch (other) {
      case ENUM, UINT8, UINT16 -> kind == Kind.ENUM;
      case SIGNED_ENUM, INT8, INT16 -> kind == Kind.SIGNED_ENUM;
      default -> false;
    };
  }

  @Override
  public Integer read(ByteBuffer bytes, int at) {
    return CEnum.read(bytes, at, kind, size);
  }

  @Override
  public void write(ByteBuffer bytes, int at, Integer value) {
    if (!CEnum.holds(kind, size, value)) {
      throw new IllegalArgumentException(CEnum.refusal(size, value));
    }
    CEnum.write(bytes, at, size, value);
  }
}
