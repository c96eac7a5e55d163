package org.bpfskel.generated;

import org.bpfskel.StructOpsProgram;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.data.StructReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a struct_ops variable, whose function pointers are programs, from the image that libbpf has
 * of it until load. Called by generated code, by one thread at a time.
 */
public final class StructOpsReader extends StructReader {
  private final VariableImage variable;

  StructOpsReader(VariableImage variable, StructLayout layout) {
    super(variable.before(), layout, 0);
    this.variable = variable;
  }

  /**
   * C: a function pointer.
   *
   * @param member index of the member in the layout
   * @return the program that it points to; null if it is not set
   */
  public @Nullable StructOpsProgram program(int member) {
    return variable.program(position(member));
  }
}
