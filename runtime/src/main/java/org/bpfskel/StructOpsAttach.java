package org.bpfskel;

import java.util.function.Supplier;
import org.bpfskel.internal.Libbpf;

/** Hands a struct_ops variable to the kernel, and says what may be wrong if that refuses. */
final class StructOpsAttach {
  private static final String FUNCTION = "bpf_map__attach_struct_ops";

  private final StructOpsHandle variable;
  private final String struct;

  /**
   * @param struct name of the variable's type in the kernel
   */
  StructOpsAttach(StructOpsHandle variable, String struct) {
    this.variable = variable;
    this.struct = struct;
  }

  LinkHandle attach() {
    LinkHandle link = variable.object.attach(kind(), variable.name, this::call);
    variable.noteAttached();
    String refusal = SchedExt.refusal(struct);
    if (refusal != null) {
      variable.object.close(link);
      throw failure(refusal + "; " + StructOpsDiagnosis.requirements(struct));
    }
    return link;
  }

  private LinkHandle.Attached kind() {
    return variable.isLinkable()
        ? LinkHandle.Attached.LINKABLE_VARIABLE
        : LinkHandle.Attached.PLAIN_VARIABLE;
  }

  private long call() {
    if (!variable.isCreated()) {
      throw failure(
          "load did not create this variable, for its autocreate was off, as at first in sections"
              + " whose name begins with ?: setAutocreate(true) before load");
    }
    Supplier<String> requirements = () -> StructOpsDiagnosis.requirements(struct);
    return LibbpfCall.of(FUNCTION, variable.name)
        .explain("EINVAL", requirements)
        .explain("E2BIG", requirements)
        .explain("EOPNOTSUPP", requirements)
        .explain("EBUSY", () -> StructOpsDiagnosis.busy(variable))
        .explain("EEXIST", "the kernel has one of that name already")
        .pointer(() -> Libbpf.bpf_map__attach_struct_ops(variable.address));
  }

  private BpfException failure(String explanation) {
    return new BpfException(FUNCTION, variable.name, BpfException.Kind.INVALID, explanation);
  }
}
