package org.bpfskel.generated;

import org.bpfskel.StructOpsProgram;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.data.ChangeWriter;
import org.jspecify.annotations.Nullable;

/** Takes what changed in a struct_ops variable, whose function pointers are programs. */
final class StructOpsWriter extends ChangeWriter {
  private final VariableImage variable;

  StructOpsWriter(VariableImage variable, StructLayout layout, String name) {
    super(variable, layout, 0, () -> name);
    this.variable = variable;
  }

  @Override
  protected Changes changesOf(int member) {
    return variable.changesOf(member);
  }

  @Override
  public void program(int member, @Nullable Object program) {
    StructOpsProgram value = (StructOpsProgram) program;
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
