package org.bpfskel.internal.libbpf;

import static org.bpfskel.internal.libbpf.LibbpfLibrary.libbpf;

import org.jspecify.annotations.Nullable;

/** libbpf's functions on links: a table. As {@link Libbpf} else. */
public final class LibbpfLinks {
  private LibbpfLinks() {}

  public static int bpf_iter_create(int link) {
    return libbpf().int32("bpf_iter_create", link);
  }

  public static int bpf_link_create(int program, int target, int attachType, LinkCreateOpts opts) {
    return libbpf().int32("bpf_link_create", program, target, attachType, opts);
  }

  public static int bpf_link_update(int link, int program, @Nullable LinkUpdateOpts opts) {
    return libbpf().int32("bpf_link_update", link, program, opts);
  }

  public static int bpf_link_detach(int link) {
    return libbpf().int32("bpf_link_detach", link);
  }

  public static int bpf_link__fd(long link) {
    return libbpf().int32("bpf_link__fd", link);
  }

  static int bpf_link_get_info_by_fd(int link, BpfLinkInfo info, int[] size) {
    return libbpf().int32("bpf_link_get_info_by_fd", link, info, size);
  }

  public static int bpf_link__update_program(long link, long program) {
    return libbpf().int32("bpf_link__update_program", link, program);
  }

  public static int bpf_link__pin(long link, String path) {
    return libbpf().int32("bpf_link__pin", link, path);
  }

  public static int bpf_link__unpin(long link) {
    return libbpf().int32("bpf_link__unpin", link);
  }

  public static long bpf_link__pin_path(long link) {
    return libbpf().int64("bpf_link__pin_path", link);
  }

  public static int bpf_link__detach(long link) {
    return libbpf().int32("bpf_link__detach", link);
  }

  public static void bpf_link__disconnect(long link) {
    libbpf().call("bpf_link__disconnect", link);
  }
}
