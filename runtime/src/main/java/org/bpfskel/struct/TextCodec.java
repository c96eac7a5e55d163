package org.bpfskel.struct;

import java.nio.ByteBuffer;
import org.bpfskel.btf.Printable;

/** {@code char[size]} that stands alone: all of its bytes, for nothing else keeps them. */
record TextCodec(int size) implements RecordCodec<String> {
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
