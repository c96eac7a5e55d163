package org.bpfskel;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.bpfskel.internal.Libbpf;
import org.bpfskel.internal.LibbpfPrograms;

/**
 * Which programs a target takes. Asked before the kernel is: a system call has one number for what
 * is an interface to one type of program and a file descriptor to another, so that a program of the
 * wrong type may end up on an interface whose index the descriptor happens to be.
 *
 * @param sections what such programs have in {@code SEC()}, for messages
 * @param types those of the programs
 * @param attachTypes those that the programs expect
 */
record ProgramFit(String sections, Set<ProgramType> types, Predicate<AttachType> attachTypes) {
  static final ProgramFit XDP = of("xdp", ProgramType.XDP, AttachType.XDP);
  static final ProgramFit TCX_INGRESS = tc("tcx/ingress", AttachType.TCX_INGRESS);
  static final ProgramFit TCX_EGRESS = tc("tcx/egress", AttachType.TCX_EGRESS);
  static final ProgramFit NETKIT_PRIMARY = tc("netkit/primary", AttachType.NETKIT_PRIMARY);
  static final ProgramFit NETKIT_PEER = tc("netkit/peer", AttachType.NETKIT_PEER);
  static final ProgramFit NETNS =
      new ProgramFit(
          "flow_dissector or sk_lookup",
          Set.of(ProgramType.FLOW_DISSECTOR, ProgramType.SK_LOOKUP),
          Set.of(AttachType.FLOW_DISSECTOR, AttachType.SK_LOOKUP)::contains);
  static final ProgramFit NETFILTER = of("netfilter", ProgramType.NETFILTER, AttachType.NETFILTER);
  static final ProgramFit SOCKMAP =
      new ProgramFit(
          "sk_skb/… or sk_msg",
          Set.of(ProgramType.SK_SKB, ProgramType.SK_MSG),
          Set.of(
                  AttachType.SK_SKB_STREAM_PARSER,
                  AttachType.SK_SKB_STREAM_VERDICT,
                  AttachType.SK_SKB_VERDICT,
                  AttachType.SK_MSG_VERDICT)
              ::contains);

  /** All of these types go to cgroups alone, but for {@code lsm}. */
  static final ProgramFit CGROUP =
      new ProgramFit(
          "cgroup_skb/…, cgroup/…, sockops or lsm_cgroup/…",
          Set.of(
              ProgramType.CGROUP_SKB,
              ProgramType.CGROUP_SOCK,
              ProgramType.SOCK_OPS,
              ProgramType.CGROUP_DEVICE,
              ProgramType.CGROUP_SOCK_ADDR,
              ProgramType.CGROUP_SYSCTL,
              ProgramType.CGROUP_SOCKOPT,
              ProgramType.LSM),
          attachType -> !attachType.equals(AttachType.LSM_MAC));

  static final ProgramFit TRACEPOINT = perf("tp/…", ProgramType.TRACEPOINT);
  static final ProgramFit RAW_TRACEPOINT =
      new ProgramFit(
          "raw_tp/… or raw_tp.w/…",
          Set.of(ProgramType.RAW_TRACEPOINT, ProgramType.RAW_TRACEPOINT_WRITABLE),
          attachType -> true);
  static final ProgramFit PERF_EVENT = perf("perf_event", ProgramType.PERF_EVENT);

  /** All that is traced by BTF, later kinds included, but not iterators. */
  static final ProgramFit TRACE =
      new ProgramFit(
          "fentry/…, fexit/…, fmod_ret/… or tp_btf/…",
          Set.of(ProgramType.TRACING),
          attachType -> !attachType.equals(AttachType.TRACE_ITER));

  static final ProgramFit ITER = of("iter/…", ProgramType.TRACING, AttachType.TRACE_ITER);
  static final ProgramFit LSM_HOOK = of("lsm/…", ProgramType.LSM, AttachType.LSM_MAC);
  static final ProgramFit FREPLACE =
      new ProgramFit("freplace/…", Set.of(ProgramType.EXT), attachType -> true);

  static final ProgramFit KPROBES = perf("kprobe or kretprobe", ProgramType.KPROBE);
  static final ProgramFit UPROBES = perf("uprobe or uretprobe", ProgramType.KPROBE);
  static final ProgramFit KSYSCALL = perf("ksyscall or kretsyscall", ProgramType.KPROBE);
  static final ProgramFit KPROBE_MULTI =
      of("kprobe.multi or kretprobe.multi", ProgramType.KPROBE, AttachType.TRACE_KPROBE_MULTI);
  static final ProgramFit UPROBE_MULTI =
      of("uprobe.multi or uretprobe.multi", ProgramType.KPROBE, AttachType.TRACE_UPROBE_MULTI);

  /** libbpf makes a multi-uprobe of it where the kernel has those. */
  static final ProgramFit USDT =
      new ProgramFit(
          "usdt",
          Set.of(ProgramType.KPROBE),
          attachType -> !attachType.equals(AttachType.TRACE_KPROBE_MULTI));

  private static ProgramFit of(String section, ProgramType type, AttachType attachType) {
    return new ProgramFit(section, Set.of(type), attachType::equals);
  }

  private static ProgramFit tc(String section, AttachType attachType) {
    return of(section, ProgramType.SCHED_CLS, attachType);
  }

  /** What goes by a perf event; a section leaves its attach type at 0. */
  private static ProgramFit perf(String sections, ProgramType type) {
    return new ProgramFit(
        sections,
        Set.of(type),
        attachType -> attachType.number() == 0 || attachType.equals(AttachType.PERF_EVENT));
  }

  /** Under the lifetime of the program's object. */
  void require(String function, BpfProgram program) {
    ProgramType type = new ProgramType(Libbpf.bpf_program__type(program.address()));
    AttachType attachType =
        new AttachType(LibbpfPrograms.bpf_program__expected_attach_type(program.address()));
    if (!types.contains(type) || !attachTypes.test(attachType)) {
      throw failure(
          function,
          program,
          "it takes programs of SEC(\"%s\"), but this is of SEC(\"%s\"), %s, %s"
              .formatted(sections, program.section(), type, attachType));
    }
    if (Libbpf.bpf_program__fd(program.address()) < 0) {
      throw failure(function, program, "the program was left out of the load: autoload is off");
    }
  }

  private static BpfException failure(String function, BpfProgram program, String why) {
    return new BpfException(function, program.name(), "EINVAL", why, List.of());
  }
}
