package org.bpfskel.internal;

/**
 * libbpf's functions on links: a table. As {@link Libbpf} else; bound when one of them is first
 * needed.
 */
public final class LibbpfLinks {
  static {
    LibbpfLibrary.bind(LibbpfLinks.class);
  }

  private LibbpfLinks() {}

  public static native int bpf_iter_create(int link);

  public static native long libbpf_bpf_link_type_str(int type);

  public static native int bpf_link__fd(long link);

  public static native int bpf_link_get_info_by_fd(int link, int[] info, int[] size);

  public static native int bpf_link__update_program(long link, long program);

  public static native int bpf_link__pin(long link, String path);

  public static native int bpf_link__unpin(long link);

  public static native long bpf_link__pin_path(long link);

  public static native int bpf_link__detach(long link);

  public static native void bpf_link__disconnect(long link);
}
