package org.bpfskel.data;

import org.bpfskel.internal.value.DataMemory;

/** Stands for a variable that this build of the object lacks: zeros that nobody can set. */
final class AbsentMemory extends DataMemory {
  AbsentMemory(int size) {
    super(new byte[size]);
    replace(readable(), null);
  }

  @Override
  protected String refusal() {
    return "this build of the object has no such variable";
  }
}
