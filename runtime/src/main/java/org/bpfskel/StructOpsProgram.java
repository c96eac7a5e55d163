package org.bpfskel;

import org.bpfskel.internal.handle.ProgramHandle;

/**
 * A program that implements a callback of a struct_ops: its section is {@code struct_ops/…}. What a
 * function pointer of a struct_ops variable is set to.
 */
public final class StructOpsProgram extends BpfProgram {
  StructOpsProgram(BpfObject object, ProgramHandle handle) {
    super(object, handle);
  }
}
