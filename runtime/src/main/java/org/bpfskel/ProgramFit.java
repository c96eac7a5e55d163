package org.bpfskel;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bpfskel.internal.Libbpf;
import org.bpfskel.internal.LibbpfAttach;
import org.bpfskel.internal.LibbpfMaps;
import org.bpfskel.internal.NativeMemory;

/**
 * Which programs a target takes. Asked before the kernel is: a system call has one number for what
 * is an interface to one type of program and a file descriptor to another, so that a program of the
 * wrong type may end up on an interface whose index the descriptor happens to be.
 *
 * @param sections what such programs have in {@code SEC()}, for messages
 * @param types {@code enum bpf_prog_type}
 * @param attachTypes {@code enum bpf_attach_type}, as the program expects them
 */
record ProgramFit(String sections, Set<Integer> types, Set<Integer> attachTypes) {
  /** {@code BPF_PERF_EVENT}, and 0 where a section says nothing. */
  private static final Set<Integer> PERF = Set.of(0, 41);

  private static final int TRACING = 26;
  private static final int LSM = 29;
  private static final int SCHED_CLS = 3;
  private static final Set<Integer> KPROBE = Set.of(2);

  static final ProgramFit XDP = new ProgramFit("xdp", Set.of(6), Set.of(37));
  static final ProgramFit TCX_INGRESS = tc("tcx/ingress", 46);
  static final ProgramFit TCX_EGRESS = tc("tcx/egress", 47);
  static final ProgramFit NETKIT_PRIMARY = tc("netkit/primary", 54);
  static final ProgramFit NETKIT_PEER = tc("netkit/peer", 55);
  static final ProgramFit NETNS =
      new ProgramFit("flow_dissector or sk_lookup", Set.of(22, 30), Set.of(17, 36));
  static final ProgramFit NETFILTER = new ProgramFit("netfilter", Set.of(32), Set.of(45));
  static final ProgramFit SOCKMAP =
      new ProgramFit("sk_skb/… or sk_msg", Set.of(14, 16), Set.of(4, 5, 7, 38));

  /** {@code BPF_CGROUP_*} and {@code BPF_LSM_CGROUP}, which were added little by little. */
  static final ProgramFit CGROUP =
      new ProgramFit(
          "cgroup_skb/…, cgroup/…, sockops or lsm_cgroup/…",
          Set.of(8, 9, 13, 15, 18, 23, 25, LSM),
          numbers(0, 3, 6, 6, 8, 15, 18, 22, 29, 32, 34, 34, 43, 43, 49, 53));

  static final ProgramFit TRACEPOINT = new ProgramFit("tp/…", Set.of(5), PERF);
  static final ProgramFit RAW_TRACEPOINT =
      new ProgramFit("raw_tp/… or raw_tp.w/…", Set.of(17, 24), Set.of(0));
  static final ProgramFit PERF_EVENT = new ProgramFit("perf_event", Set.of(7), PERF);

  /** All that is traced by BTF, later kinds included, but not iterators. */
  static final ProgramFit TRACE =
      new ProgramFit(
          "fentry/…, fexit/…, fmod_ret/… or tp_btf/…",
          Set.of(TRACING),
          numbers(23, 26, 29, Short.MAX_VALUE));

  static final ProgramFit ITER = new ProgramFit("iter/…", Set.of(TRACING), Set.of(28));
  static final ProgramFit LSM_HOOK = new ProgramFit("lsm/…", Set.of(LSM), Set.of(27));
  static final ProgramFit FREPLACE = new ProgramFit("freplace/…", Set.of(28), Set.of(0));

  static final ProgramFit KPROBES = new ProgramFit("kprobe or kretprobe", KPROBE, PERF);
  static final ProgramFit UPROBES = new ProgramFit("uprobe or uretprobe", KPROBE, PERF);
  static final ProgramFit KSYSCALL = new ProgramFit("ksyscall or kretsyscall", KPROBE, PERF);
  static final ProgramFit KPROBE_MULTI =
      new ProgramFit("kprobe.multi or kretprobe.multi", KPROBE, Set.of(42));
  static final ProgramFit UPROBE_MULTI =
      new ProgramFit("uprobe.multi or uretprobe.multi", KPROBE, Set.of(48));

  /** libbpf makes a multi-uprobe of it where the kernel has those. */
  static final ProgramFit USDT = new ProgramFit("usdt", KPROBE, Set.of(0, 41, 48));

  private static ProgramFit tc(String section, int attachType) {
    return new ProgramFit(section, Set.of(SCHED_CLS), Set.of(attachType));
  }

  /** Ranges, each by its first and last number. */
  private static Set<Integer> numbers(int... bounds) {
    return IntStream.range(0, bounds.length / 2)
        .flatMap(i -> IntStream.rangeClosed(bounds[2 * i], bounds[2 * i + 1]))
        .boxed()
        .collect(Collectors.toSet());
  }

  /** Under the lifetime of the program's object. */
  void require(String function, BpfProgram program) {
    int type = Libbpf.bpf_program__type(program.address());
    int attachType = LibbpfAttach.bpf_program__expected_attach_type(program.address());
    if (!types.contains(type) || !attachTypes.contains(attachType)) {
      throw failure(
          function,
          program,
          "it takes programs of SEC(\"%s\"), but this is of SEC(\"%s\"), type %s, attach type %s"
              .formatted(sections, program.section(), typeName(type), attachTypeName(attachType)));
    }
    if (LibbpfMaps.bpf_program__fd(program.address()) < 0) {
      throw failure(function, program, "the program was left out of the load: autoload is off");
    }
  }

  private static BpfException failure(String function, BpfProgram program, String why) {
    return new BpfException(function, program.name(), "EINVAL", why, List.of());
  }

  private static String typeName(int type) {
    return name(LibbpfAttach.libbpf_bpf_prog_type_str(type), type);
  }

  private static String attachTypeName(int attachType) {
    return name(LibbpfAttach.libbpf_bpf_attach_type_str(attachType), attachType);
  }

  private static String name(long address, int number) {
    return address == 0 ? Integer.toString(number) : NativeMemory.string(address);
  }
}
