package org.bpfskel.data;

import java.nio.ByteBuffer;

/** Stands for a variable that this build of the object lacks: zeros that nobody can set. */
final class AbsentMemory extends DataMemory {
  AbsentMemory(int size) {
    super(ByteBuffer.allocateDirect(size));
    replace(readable(), null);
  }

  @Override
  protected String refusal() {
    return "this build of the object has no such variable";
  }
}
