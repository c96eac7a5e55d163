package org.bpfskel.internal.libbpf;

import static org.bpfskel.internal.libbpf.LibbpfLibrary.libbpf;

import org.jspecify.annotations.Nullable;

/**
 * libbpf's functions that say what load makes of a program, and that pin, describe and run it: a
 * table. As {@link Libbpf} else.
 */
public final class LibbpfPrograms {
  private LibbpfPrograms() {}

  public static int libbpf_probe_bpf_prog_type(int type, long opts) {
    return libbpf().int32("libbpf_probe_bpf_prog_type", type, opts);
  }

  public static int bpf_prog_load(
      int type,
      @Nullable String name,
      String license,
      byte[] instructions,
      long count,
      ProgLoadOpts opts) {
    return libbpf().int32("bpf_prog_load", type, name, license, instructions, count, opts);
  }

  public static void bpf_program__set_autoattach(long program, byte autoattach) {
    libbpf().call("bpf_program__set_autoattach", program, autoattach);
  }

  public static int bpf_program__set_type(long program, int type) {
    return libbpf().int32("bpf_program__set_type", program, type);
  }

  public static int bpf_program__expected_attach_type(long program) {
    return libbpf().int32("bpf_program__expected_attach_type", program);
  }

  public static int bpf_program__set_expected_attach_type(long program, int type) {
    return libbpf().int32("bpf_program__set_expected_attach_type", program, type);
  }

  public static long bpf_program__insns(long program) {
    return libbpf().int64("bpf_program__insns", program);
  }

  public static long bpf_program__insn_cnt(long program) {
    return libbpf().int64("bpf_program__insn_cnt", program);
  }

  public static int bpf_program__flags(long program) {
    return libbpf().int32("bpf_program__flags", program);
  }

  public static int bpf_program__set_flags(long program, int flags) {
    return libbpf().int32("bpf_program__set_flags", program, flags);
  }

  public static void bpf_program__set_ifindex(long program, int ifindex) {
    libbpf().call("bpf_program__set_ifindex", program, ifindex);
  }

  public static int bpf_program__log_level(long program) {
    return libbpf().int32("bpf_program__log_level", program);
  }

  public static int bpf_program__set_log_level(long program, int level) {
    return libbpf().int32("bpf_program__set_log_level", program, level);
  }

  public static int bpf_program__pin(long program, String path) {
    return libbpf().int32("bpf_program__pin", program, path);
  }

  public static int bpf_program__unpin(long program, String path) {
    return libbpf().int32("bpf_program__unpin", program, path);
  }

  public static int bpf_prog_get_fd_by_id(int id) {
    return libbpf().int32("bpf_prog_get_fd_by_id", id);
  }

  static int bpf_prog_get_info_by_fd(int fd, ProgInfo info, int[] size) {
    return libbpf().int32("bpf_prog_get_info_by_fd", fd, info, size);
  }

  public static int bpf_prog_test_run_opts(int fd, TestRunOpts opts) {
    return libbpf().int32("bpf_prog_test_run_opts", fd, opts);
  }

  public static int bpf_enable_stats(int type) {
    return libbpf().int32("bpf_enable_stats", type);
  }
}
