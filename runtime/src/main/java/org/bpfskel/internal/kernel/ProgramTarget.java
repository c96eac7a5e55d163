package org.bpfskel.internal.kernel;

import java.util.List;
import java.util.Map;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.internal.object.SectionKind;
import org.jspecify.annotations.Nullable;

/**
 * What a program is attached to, whose type libbpf looks for at load.
 *
 * @param name of the function or type in the kernel's BTF
 * @param what it is, in words
 */
record ProgramTarget(String name, BtfKind kind, String what) {
  private static final String FUNCTION = "function";

  /** By the section up to its slash: the beginning of the name, its kind, and what it is called. */
  private static final Map<String, ProgramTarget> PREFIXES =
      Map.ofEntries(
          Map.entry("fentry", new ProgramTarget("", BtfKind.FUNC, FUNCTION)),
          Map.entry("fentry.s", new ProgramTarget("", BtfKind.FUNC, FUNCTION)),
          Map.entry("fexit", new ProgramTarget("", BtfKind.FUNC, FUNCTION)),
          Map.entry("fexit.s", new ProgramTarget("", BtfKind.FUNC, FUNCTION)),
          Map.entry("fmod_ret", new ProgramTarget("", BtfKind.FUNC, FUNCTION)),
          Map.entry("fmod_ret.s", new ProgramTarget("", BtfKind.FUNC, FUNCTION)),
          Map.entry("lsm", new ProgramTarget("bpf_lsm_", BtfKind.FUNC, "security hook")),
          Map.entry("lsm.s", new ProgramTarget("bpf_lsm_", BtfKind.FUNC, "security hook")),
          Map.entry("lsm_cgroup", new ProgramTarget("bpf_lsm_", BtfKind.FUNC, "security hook")),
          Map.entry("tp_btf", new ProgramTarget("btf_trace_", BtfKind.TYPEDEF, "tracepoint")),
          Map.entry("iter", new ProgramTarget("bpf_iter_", BtfKind.FUNC, "iterator")),
          Map.entry("iter.s", new ProgramTarget("bpf_iter_", BtfKind.FUNC, "iterator")));

  /** Of a program in a section of that name; null if it has no such target, or names none. */
  static @Nullable ProgramTarget of(String section) {
    String name = SectionKind.required(section);
    int slash = name.indexOf('/');
    ProgramTarget prefix = slash < 0 ? null : PREFIXES.get(name.substring(0, slash));
    if (prefix == null) {
      return null;
    }
    String target = name.substring(slash + 1);
    // A module may be named in front of a function.
    String plain = target.substring(target.indexOf(':') + 1);
    return plain.isEmpty()
        ? null
        : new ProgramTarget(prefix.name + plain, prefix.kind, prefix.what);
  }

  /** Whether the kernel has it. */
  boolean isIn(@Nullable List<KernelType> sameName) throws org.bpfskel.btf.BtfException {
    if (sameName != null) {
      for (KernelType type : sameName) {
        if (type.kind() == kind) {
          return true;
        }
      }
    }
    return false;
  }
}
