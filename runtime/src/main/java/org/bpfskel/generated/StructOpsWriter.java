package org.bpfskel.generated;

import org.bpfskel.StructOpsProgram;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.struct.ChangeWriter;
import org.jspecify.annotations.Nullable;

/** Takes a struct_ops variable, whose function pointers are programs. Called by generated code. */
public final class StructOpsWriter extends ChangeWriter {
  private final VariableImage variable;

  StructOpsWriter(VariableImage variable, StructLayout layout, String name) {
    super(variable, layout, 0, () -> name);
    this.variable = variable;
  }

  /** C: a function pointer; null if it is not set. */
  public void program(int member, @Nullable StructOpsProgram value) {
    StructOpsProgram old = variable.program(position(member));
    if (value == old) {
      return;
    }
    if (value != null && value.object() != variable.map().object()) {
      refuse(member, value + " belongs to another skeleton");
    } else if (claims(member, old, value)) {
      variable.point(position(member), value);
    }
  }
}
