package org.bpfskel.internal.libbpf;

import static org.bpfskel.internal.libbpf.LibbpfLibrary.libbpf;

import org.jspecify.annotations.Nullable;

/**
 * libbpf's functions that attach programs, and those that tell where one can be attached: a table.
 * As {@link Libbpf} else.
 */
public final class LibbpfAttach {
  private LibbpfAttach() {}

  public static int bpf_program__set_attach_target(
      long program, int targetProgram, String function) {
    return libbpf().int32("bpf_program__set_attach_target", program, targetProgram, function);
  }

  public static long bpf_program__attach_cgroup(long program, int cgroup) {
    return libbpf().int64("bpf_program__attach_cgroup", program, cgroup);
  }

  public static long bpf_program__attach_netns(long program, int netns) {
    return libbpf().int64("bpf_program__attach_netns", program, netns);
  }

  public static long bpf_program__attach_netfilter(long program, AttachOpts.NetfilterOpts opts) {
    return libbpf().int64("bpf_program__attach_netfilter", program, opts);
  }

  public static long bpf_program__attach_tracepoint_opts(
      long program, String category, String name, AttachOpts.CookieOpts opts) {
    return libbpf().int64("bpf_program__attach_tracepoint_opts", program, category, name, opts);
  }

  public static long bpf_program__attach_raw_tracepoint_opts(
      long program, String name, AttachOpts.CookieOpts opts) {
    return libbpf().int64("bpf_program__attach_raw_tracepoint_opts", program, name, opts);
  }

  public static long bpf_program__attach_trace_opts(long program, AttachOpts.CookieOpts opts) {
    return libbpf().int64("bpf_program__attach_trace_opts", program, opts);
  }

  public static long bpf_program__attach_lsm(long program) {
    return libbpf().int64("bpf_program__attach_lsm", program);
  }

  public static long bpf_program__attach_freplace(
      long program, int target, @Nullable String function) {
    return libbpf().int64("bpf_program__attach_freplace", program, target, function);
  }

  public static long bpf_program__attach_kprobe_opts(
      long program, String function, AttachOpts.KprobeOpts opts) {
    return libbpf().int64("bpf_program__attach_kprobe_opts", program, function, opts);
  }

  public static long bpf_program__attach_kprobe_multi_opts(
      long program, @Nullable String pattern, AttachOpts.KprobeMultiOpts opts) {
    return libbpf().int64("bpf_program__attach_kprobe_multi_opts", program, pattern, opts);
  }

  public static long bpf_program__attach_ksyscall(
      long program, String name, AttachOpts.KsyscallOpts opts) {
    return libbpf().int64("bpf_program__attach_ksyscall", program, name, opts);
  }

  public static long bpf_program__attach_uprobe_opts(
      long program, int pid, String binary, long offset, AttachOpts.UprobeOpts opts) {
    return libbpf().int64("bpf_program__attach_uprobe_opts", program, pid, binary, offset, opts);
  }

  public static long bpf_program__attach_uprobe_multi(
      long program,
      int pid,
      String binary,
      @Nullable String pattern,
      AttachOpts.UprobeMultiOpts opts) {
    return libbpf().int64("bpf_program__attach_uprobe_multi", program, pid, binary, pattern, opts);
  }

  public static long bpf_program__attach_usdt(
      long program,
      int pid,
      String binary,
      String provider,
      String name,
      AttachOpts.CookieOpts opts) {
    return libbpf().int64("bpf_program__attach_usdt", program, pid, binary, provider, name, opts);
  }

  public static long bpf_program__attach_perf_event_opts(
      long program, int event, AttachOpts.CookieOpts opts) {
    return libbpf().int64("bpf_program__attach_perf_event_opts", program, event, opts);
  }

  public static long bpf_program__attach_iter(long program, AttachOpts.IterOpts opts) {
    return libbpf().int64("bpf_program__attach_iter", program, opts);
  }

  public static int bpf_prog_attach_opts(
      int program, int target, int type, ProgOpts.ProgAttachOpts opts) {
    return libbpf().int32("bpf_prog_attach_opts", program, target, type, opts);
  }

  public static int bpf_prog_detach2(int program, int target, int type) {
    return libbpf().int32("bpf_prog_detach2", program, target, type);
  }

  public static int bpf_prog_query_opts(int target, int type, ProgOpts.ProgQueryOpts opts) {
    return libbpf().int32("bpf_prog_query_opts", target, type, opts);
  }
}
