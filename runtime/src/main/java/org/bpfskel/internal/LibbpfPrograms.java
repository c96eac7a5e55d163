package org.bpfskel.internal;

/**
 * libbpf's functions that say what load makes of a program, and that pin, describe and run it: a
 * table. As {@link Libbpf} else; bound when one of them is first needed.
 */
public final class LibbpfPrograms {
  static {
    LibbpfLibrary.bind(LibbpfPrograms.class);
  }

  private LibbpfPrograms() {}

  public static native void bpf_program__set_autoattach(long program, byte autoattach);

  public static native int bpf_program__set_type(long program, int type);

  public static native int bpf_program__expected_attach_type(long program);

  public static native int bpf_program__set_expected_attach_type(long program, int type);

  public static native int bpf_program__flags(long program);

  public static native int bpf_program__set_flags(long program, int flags);

  public static native int bpf_program__log_level(long program);

  public static native int bpf_program__set_log_level(long program, int level);

  public static native int bpf_program__pin(long program, String path);

  public static native int bpf_program__unpin(long program, String path);

  static native int bpf_prog_get_info_by_fd(int fd, ProgInfo info, int[] size);

  public static native int bpf_prog_test_run_opts(int fd, TestRunOpts opts);

  public static native int bpf_enable_stats(int type);
}
