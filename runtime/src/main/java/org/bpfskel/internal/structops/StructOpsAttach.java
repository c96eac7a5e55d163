package org.bpfskel.internal.structops;

import java.util.function.Supplier;
import org.bpfskel.BpfException;
import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.handle.LibbpfLink;
import org.bpfskel.internal.handle.LinkHandle;
import org.bpfskel.internal.libbpf.Libbpf;
import org.jspecify.annotations.Nullable;

/** Hands a struct_ops variable to the kernel, and says what may be wrong if that refuses. */
public final class StructOpsAttach {
  private static final String FUNCTION = "bpf_map__attach_struct_ops";
  private static final String UPDATE = "bpf_link__update_map";

  private final StructOpsHandle variable;
  private final String struct;

  /**
   * @param struct name of the variable's type in the kernel
   */
  public StructOpsAttach(StructOpsHandle variable, String struct) {
    this.variable = variable;
    this.struct = struct;
  }

  public LinkHandle attach() {
    LinkHandle link =
        variable
            .object()
            .attach(variable.name(), () -> new LibbpfLink(kind(), variable.name(), call()));
    variable.noteAttached();
    String refusal = SchedExt.refusal(struct);
    if (refusal != null) {
      variable.object().close(link);
      throw failure(refusal + "; " + StructOpsDiagnosis.requirements(struct));
    }
    return link;
  }

  /**
   * Puts a variable in the place of the one that is attached, and returns it.
   *
   * <p>libbpf takes every link for one of a struct_ops variable, whatever its memory holds; and it
   * gives a map of a plain section to the kernel for good before it finds that it is none. So both
   * are asked here.
   *
   * @param before the variable that is attached
   */
  public static StructOpsHandle replace(
      LinkHandle link, @Nullable StructOpsHandle before, StructOpsHandle variable) {
    link.requireOpen();
    variable.descriptor("use");
    Supplier<String> refusal = () -> StructOpsDiagnosis.swap(link.name(), variable.name());
    if (!(link instanceof LibbpfLink ofLibbpf)
        || ofLibbpf.attached() != LibbpfLink.Attached.LINKABLE_VARIABLE
        || !variable.isLinkable()) {
      throw new BpfException(UPDATE, link.name(), BpfException.Kind.INVALID, refusal.get());
    }
    // The kernel would put it in its list a second time.
    if (variable != before) {
      LibbpfCall.of(UPDATE, link.name())
          .explain("EINVAL", refusal)
          .explain("EOPNOTSUPP", "what has this type can only be detached and attached")
          .check(() -> Libbpf.bpf_link__update_map(ofLibbpf.address(), variable.address()));
    }
    return variable;
  }

  private LibbpfLink.Attached kind() {
    return variable.isLinkable()
        ? LibbpfLink.Attached.LINKABLE_VARIABLE
        : LibbpfLink.Attached.PLAIN_VARIABLE;
  }

  private long call() {
    variable.descriptor("attach");
    Supplier<String> requirements = () -> StructOpsDiagnosis.requirements(struct);
    return LibbpfCall.of(FUNCTION, variable.name())
        .explain("EINVAL", requirements)
        .explain("E2BIG", requirements)
        .explain("EOPNOTSUPP", requirements)
        .explain("EBUSY", () -> StructOpsDiagnosis.busy(variable))
        .explain("EEXIST", "the kernel has one of that name already")
        .pointer(() -> Libbpf.bpf_map__attach_struct_ops(variable.address()));
  }

  private BpfException failure(String explanation) {
    return new BpfException(FUNCTION, variable.name(), BpfException.Kind.INVALID, explanation);
  }
}
