package org.bpfskel.feature;

import java.util.ArrayList;
import java.util.List;
import org.bpfskel.AttachType;
import org.bpfskel.BpfException;
import org.bpfskel.ProgramType;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;
import org.bpfskel.internal.libbpf.ProgLoadOpts;

/**
 * What a program is loaded for, so that the verifier gets to look at its code.
 *
 * @param attachType what load is told of it, or a member's index; 0 for nothing
 * @param flags {@code BPF_F_SLEEPABLE}, or 0
 * @param btfId what of vmlinux it is for; 0 for nothing
 */
record ProbeTarget(ProgramType type, int attachType, int flags, int btfId) {
  private static final int BPF_F_SLEEPABLE = 1 << 4;

  /** Every kernel with tracepoints has it. */
  private static final String TRACEPOINT = "btf_trace_sched_switch";

  /** Every kernel with BPF as a security module has it. */
  private static final String LSM_HOOK = "bpf_lsm_file_open";

  /** Refuses the types that are nothing without what they belong to. */
  static void checkAlone(ProgramType type) {
    if (type.equals(ProgramType.STRUCT_OPS)) {
      throw new IllegalArgumentException(
          "each struct_ops type has helpers and functions of its own: name it");
    }
    if (type.equals(ProgramType.EXT)) {
      throw new IllegalArgumentException(
          "a program of type EXT may call what the program that it extends may: ask for its type");
    }
  }

  /** Of a type that {@link #checkAlone} lets through. */
  static ProbeTarget of(ProgramType type) {
    if (type.equals(ProgramType.TRACING)) {
      return inVmlinux(type, AttachType.TRACE_RAW_TP, TRACEPOINT, BtfKind.TYPEDEF);
    }
    if (type.equals(ProgramType.LSM)) {
      return inVmlinux(type, AttachType.LSM_MAC, LSM_HOOK, BtfKind.FUNC);
    }
    int flags = type.equals(ProgramType.SYSCALL) ? BPF_F_SLEEPABLE : 0;
    return new ProbeTarget(type, attachType(type), flags, 0);
  }

  /** What load wants to be told. */
  private static int attachType(ProgramType type) {
    if (type.equals(ProgramType.CGROUP_SOCK_ADDR)) {
      return AttachType.CGROUP_INET4_CONNECT.number();
    }
    if (type.equals(ProgramType.CGROUP_SOCKOPT)) {
      return AttachType.CGROUP_GETSOCKOPT.number();
    }
    if (type.equals(ProgramType.SK_LOOKUP)) {
      return AttachType.SK_LOOKUP.number();
    }
    if (type.equals(ProgramType.LIRC_MODE2)) {
      return AttachType.LIRC_MODE2.number();
    }
    return type.equals(ProgramType.NETFILTER) ? AttachType.NETFILTER.number() : 0;
  }

  private static ProbeTarget inVmlinux(
      ProgramType type, AttachType attachType, String name, BtfKind kind) {
    int id = VmlinuxTypes.read().idInVmlinux(name, kind);
    if (id == 0) {
      throw new BpfException(
          ProbeLoad.FUNCTION,
          type.toString(),
          BpfException.Kind.NOT_SUPPORTED,
          "the running kernel has no %s to load such a program for, so it cannot be asked"
              .formatted(name));
    }
    return new ProbeTarget(type, attachType.number(), 0, id);
  }

  /** One for each callback of a struct_ops type, of which the kernel may not take all. */
  static List<ProbeTarget> ofCallbacks(String structOps) {
    VmlinuxTypes types = VmlinuxTypes.read();
    int id = types.idInVmlinux(structOps, BtfKind.STRUCT);
    if (id == 0 || !types.hasStructOps(structOps)) {
      throw new BpfException(
          ProbeLoad.FUNCTION,
          structOps,
          BpfException.Kind.NOT_SUPPORTED,
          "the running kernel has no struct_ops type of that name, but for those of its modules,"
              + " which cannot be asked");
    }
    List<ProbeTarget> targets = new ArrayList<>();
    List<BtfType.Member> members = types.members(id);
    for (int i = 0; i < members.size(); i++) {
      if (types.isCallback(members.get(i))) {
        targets.add(new ProbeTarget(ProgramType.STRUCT_OPS, i, 0, id));
      }
    }
    return targets;
  }

  ProgLoadOpts opts() {
    return new ProgLoadOpts().target(attachType, flags, btfId);
  }
}
