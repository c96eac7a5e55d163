package org.bpfskel.internal.structops;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.btf.StructLayout.Member;
import org.jspecify.annotations.Nullable;

/** Why the running kernel may have refused a struct_ops variable: what the kernel only numbers. */
public final class StructOpsDiagnosis {
  private static final String GENERAL =
      "it takes no member or value that its subsystem does not know, wants the mandatory callbacks,"
          + " and where it has a name, one that is not empty and not taken";

  /** What a subsystem wants of a variable, by the type's name in the kernel. */
  private static final Map<String, String> REQUIREMENTS =
      Map.of(
          "tcp_congestion_ops",
          "it wants a name that is not empty and not taken, ssthresh, undo_cwnd, and cong_avoid or"
              + " cong_control; flags may only be those that the kernel lets BPF set",
          "sched_ext_ops",
          "it wants a name, timeout_ms of at most 30 seconds, and flags that the kernel knows;"
              + " SCX_OPS_ENQ_LAST wants enqueue",
          "bpf_dummy_ops",
          "it is for test runs and cannot be attached");

  private StructOpsDiagnosis() {}

  /** Members that are not the same in the running kernel; those it lacks, if they are set. */
  static List<String> differences(String variable, StructLayout struct, Predicate<Member> isSet) {
    StructLayout kernel = KernelTypes.struct(struct.name());
    if (kernel == null) {
      String problem = KernelTypes.problem();
      return List.of(
          problem == null
              ? "%s: the running kernel and its loaded modules have no struct %s"
                  .formatted(variable, struct.name())
              : problem + "; libbpf looks there for struct " + struct.name());
    }
    Map<String, Member> byName = new HashMap<>();
    kernel.members().forEach(member -> byName.put(member.name(), member));
    List<String> lines = new ArrayList<>();
    for (Member member : struct.members()) {
      Member inKernel = byName.get(member.name());
      String difference =
          inKernel == null ? missing(isSet.test(member)) : difference(member, inKernel);
      if (difference != null) {
        lines.add(variable + "." + member.name() + ": " + difference);
      }
    }
    return lines;
  }

  /** What the kernel wants of a struct_ops variable, by its type's name in the kernel. */
  static String requirements(String struct) {
    return "the kernel does not say why it refused the variable; "
        + REQUIREMENTS.getOrDefault(struct, GENERAL);
  }

  /** Why the kernel may have answered EBUSY. */
  static String busy(StructOpsHandle variable) {
    return variable.wasAttached() && !variable.isLinkable()
        ? "the kernel takes a variable of a plain .struct_ops section once only, and this one was"
            + " attached before: load the object anew, or use the section .struct_ops.link"
        : "the kernel has something of this kind in use already, and takes one only";
  }

  /** What the kernel wants of a variable that is to replace another one. */
  static String swap(String from, String to) {
    return ("%s can replace %s only if both are struct_ops variables in a .struct_ops.link section,"
            + " of one type and name")
        .formatted(to, from);
  }

  private static @Nullable String missing(boolean isSet) {
    return isSet
        ? "set, but the running kernel's struct has no such member; dropMissing() leaves it out"
        : null;
  }

  /** What libbpf compares, whether the member is set or not. */
  private static @Nullable String difference(Member member, Member kernel) {
    if (kernel.kind() == Kind.BITFIELD) {
      return "is a bitfield in the running kernel, and libbpf writes none";
    }
    return member.size() == kernel.size() && btfKind(member).equals(btfKind(kernel))
        ? null
        : "%s of %d bytes in the object, %s of %d bytes in the running kernel"
            .formatted(member.cType(), member.size(), kernel.cType(), kernel.size());
  }

  /** How BTF groups the kinds. */
  private static String btfKind(Member member) {
    return switch (member.kind()) {
      case INT8, UINT8, INT16, UINT16, INT32, UINT32, INT64, UINT64, BOOL -> "INT";
      case FLOAT32, FLOAT64 -> "FLOAT";
      case ENUM, SIGNED_ENUM -> "ENUM";
      case TEXT, ARRAY, FLEXIBLE -> "ARRAY";
      case PROGRAM, POINTER -> "PTR";
      case STRUCT, UNION, BITFIELD, OPAQUE -> member.kind().name();
    };
  }
}
