package org.bpfskel;

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
final class StructOpsDiagnosis {
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

  /** What is set in a variable and is not the same, or not there, in the running kernel. */
  static List<String> differences(String variable, StructLayout struct, Predicate<Member> isSet) {
    StructLayout kernel = KernelTypes.struct(struct.name());
    if (kernel == null) {
      return List.of(
          "%s: the running kernel and its loaded modules have no struct %s"
              .formatted(variable, struct.name()));
    }
    Map<String, Member> byName = new HashMap<>();
    kernel.members().forEach(member -> byName.put(member.name(), member));
    List<String> lines = new ArrayList<>();
    for (Member member : struct.members()) {
      String difference = isSet.test(member) ? difference(member, byName.get(member.name())) : null;
      if (difference != null) {
        lines.add(variable + "." + member.name() + ": " + difference);
      }
    }
    return lines;
  }

  /** What the kernel wants of a struct_ops variable of that type. */
  static String requirements(String struct) {
    return "the kernel does not say why it refused the variable; "
        + REQUIREMENTS.getOrDefault(struct, GENERAL);
  }

  /** What the kernel wants of a variable that is to replace another one. */
  static String swap(String from, String to) {
    return ("%s can replace %s only if both are struct_ops variables in a .struct_ops.link section,"
            + " of one type and name, and created at load")
        .formatted(to, from);
  }

  private static @Nullable String difference(Member member, @Nullable Member kernel) {
    if (kernel == null) {
      return "set, but the running kernel's struct has no such member; dropMissing() leaves it out";
    }
    if (kernel.kind() == Kind.BITFIELD) {
      return "set, but it is a bitfield in the running kernel, and libbpf writes none";
    }
    return member.size() == kernel.size()
        ? null
        : "%s of %d bytes in the object, %s of %d bytes in the running kernel"
            .formatted(member.cType(), member.size(), kernel.cType(), kernel.size());
  }
}
