package org.bpfskel.internal.kernel;

import java.util.Map;
import org.bpfskel.AttachType;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;
import org.bpfskel.internal.object.SectionKind;
import org.bpfskel.internal.program.ProgramSection;
import org.jspecify.annotations.Nullable;

/**
 * What a program is attached to, whose type libbpf looks for at load.
 *
 * @param name of the function or type in the kernel's BTF
 */
record ProgramTarget(String name, TargetForm form) {
  /** What may stand behind the slash of a section. */
  private enum TargetForm {
    /** A function of the kernel, for programs that get its result, too. */
    FUNCTION("", BtfKind.FUNC, "function", true),
    /** A function of the kernel, for programs that run before it. */
    CALL("", BtfKind.FUNC, "function", false),
    HOOK("bpf_lsm_", BtfKind.FUNC, "security hook", true),
    /** Its type has one argument that programs do not get, {@code void *__data}. */
    TRACEPOINT("btf_trace_", BtfKind.TYPEDEF, "tracepoint", false),
    ITERATOR("bpf_iter_", BtfKind.FUNC, "iterator", false);

    private final String prefix;
    private final BtfKind kind;
    private final String what;
    private final boolean hasResult;

    TargetForm(String prefix, BtfKind kind, String what, boolean hasResult) {
      this.prefix = prefix;
      this.kind = kind;
      this.what = what;
      this.hasResult = hasResult;
    }
  }

  private static final Map<AttachType, TargetForm> FORMS =
      Map.of(
          AttachType.TRACE_FENTRY, TargetForm.CALL,
          AttachType.TRACE_FEXIT, TargetForm.FUNCTION,
          AttachType.MODIFY_RETURN, TargetForm.FUNCTION,
          ProgramSection.FSESSION, TargetForm.FUNCTION,
          AttachType.LSM_MAC, TargetForm.HOOK,
          AttachType.LSM_CGROUP, TargetForm.HOOK,
          AttachType.TRACE_RAW_TP, TargetForm.TRACEPOINT,
          AttachType.TRACE_ITER, TargetForm.ITERATOR);

  /** Of a program in a section of that name; null if it has no such target, or names none. */
  static @Nullable ProgramTarget of(String section) {
    ProgramSection known = ProgramSection.of(section);
    TargetForm form =
        known == null || known.attachType() == null ? null : FORMS.get(known.attachType());
    String name = SectionKind.required(section);
    int slash = name.indexOf('/');
    if (form == null || slash < 0) {
      return null;
    }
    String target = name.substring(slash + 1);
    // A module may be named in front of a function.
    String plain = target.substring(target.indexOf(':') + 1);
    return plain.isEmpty() ? null : new ProgramTarget(form.prefix + plain, form);
  }

  /** The kind of type that it is in the kernel's BTF. */
  BtfKind kind() {
    return form.kind;
  }

  /** What it is, in words. */
  String what() {
    return form.what;
  }

  /** Places of 8 bytes in a program's context beside the arguments of the type, or less those. */
  int moreSlots(Btf btf, int prototype) throws BtfException {
    if (form == TargetForm.TRACEPOINT) {
      return -1;
    }
    if (!form.hasResult || !(btf.type(prototype) instanceof BtfType.FuncProto function)) {
      return 0;
    }
    int result = btf.resolve(function.returnType());
    return result == 0 ? 0 : (int) ((btf.sizeOf(result) + Long.BYTES - 1) / Long.BYTES);
  }
}
