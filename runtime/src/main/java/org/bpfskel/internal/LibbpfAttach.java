package org.bpfskel.internal;

import org.jspecify.annotations.Nullable;

/**
 * libbpf's functions that attach programs, and those that tell where one can be attached: a table.
 * As {@link Libbpf} else; bound when one of them is first needed.
 */
public final class LibbpfAttach {
  static {
    LibbpfLibrary.bind(LibbpfAttach.class);
  }

  private LibbpfAttach() {}

  public static native int bpf_program__set_attach_target(
      long program, int targetProgram, String function);

  public static native long bpf_program__attach_xdp(long program, int ifindex);

  public static native long bpf_program__attach_tcx(
      long program, int ifindex, AttachOpts.Mprog opts);

  public static native long bpf_program__attach_netkit(
      long program, int ifindex, AttachOpts.Mprog opts);

  public static native long bpf_program__attach_cgroup(long program, int cgroup);

  public static native long bpf_program__attach_netns(long program, int netns);

  public static native long bpf_program__attach_netfilter(long program, AttachOpts.Netfilter opts);

  public static native long bpf_program__attach_tracepoint_opts(
      long program, String category, String name, AttachOpts.Cookie opts);

  public static native long bpf_program__attach_raw_tracepoint_opts(
      long program, String name, AttachOpts.Cookie opts);

  public static native long bpf_program__attach_trace_opts(long program, AttachOpts.Cookie opts);

  public static native long bpf_program__attach_lsm(long program);

  public static native long bpf_program__attach_freplace(
      long program, int target, @Nullable String function);

  public static native long bpf_program__attach_kprobe_opts(
      long program, String function, AttachOpts.Kprobe opts);

  public static native long bpf_program__attach_kprobe_multi_opts(
      long program, @Nullable String pattern, AttachOpts.KprobeMulti opts);

  public static native long bpf_program__attach_ksyscall(
      long program, String name, AttachOpts.Ksyscall opts);

  public static native long bpf_program__attach_uprobe_opts(
      long program, int pid, String binary, long offset, AttachOpts.Uprobe opts);

  public static native long bpf_program__attach_uprobe_multi(
      long program, int pid, String binary, @Nullable String pattern, AttachOpts.UprobeMulti opts);

  public static native long bpf_program__attach_usdt(
      long program, int pid, String binary, String provider, String name, AttachOpts.Cookie opts);

  public static native long bpf_program__attach_perf_event_opts(
      long program, int event, AttachOpts.Cookie opts);

  public static native long bpf_program__attach_iter(long program, AttachOpts.Iter opts);
}
