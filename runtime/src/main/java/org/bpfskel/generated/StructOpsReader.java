package org.bpfskel.generated;

import org.bpfskel.StructOpsProgram;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.data.StructReader;
import org.jspecify.annotations.Nullable;

/** Reads a struct_ops variable, whose function pointers are programs. Called by generated code. */
public final class StructOpsReader extends StructReader {
  private final VariableImage variable;

  StructOpsReader(VariableImage variable, StructLayout layout) {
    super(variable.before(), layout, 0);
    this.variable = variable;
  }

  /** C: a function pointer; null if it is not set. */
  public @Nullable StructOpsProgram program(int member) {
    return variable.program(position(member));
  }
}
