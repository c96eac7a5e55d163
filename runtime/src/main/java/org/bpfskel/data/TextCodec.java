package org.bpfskel.data;

import java.nio.ByteBuffer;
import org.bpfskel.btf.Printable;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.internal.value.CText;

/** {@code char[size]} that stands alone: all of its bytes, for nothing else keeps them. */
record TextCodec(int size) implements RecordCodec<String>, KindCodec<String>, OneToOne {
  @Override
  public String cType() {
    return "char[" + size + "]";
  }

  @Override
  public boolean reads(Kind kind) {
    return kind == Kind.TEXT;
  }

  @Override
  public boolean isOneToOne() {
    return true;
  }

  @Override
  public String read(ByteBuffer bytes, int at) {
    return CText.readWhole(bytes, at, size);
  }

  @Override
  public void write(ByteBuffer bytes, int at, String value) {
    String problem = CText.wholeProblem(size, value);
    if (problem != null) {
      throw new IllegalArgumentException(Printable.of(problem));
    }
    CText.write(bytes, at, size, value);
  }
}
