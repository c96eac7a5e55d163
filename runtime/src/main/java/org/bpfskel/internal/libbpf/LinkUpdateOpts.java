package org.bpfskel.internal.libbpf;

/**
 *
 *
 * <pre>{@code
 * struct bpf_link_update_opts {
 *   size_t sz;
 *   __u32 flags;
 *   __u32 old_prog_fd;
 *   __u32 old_map_fd;
 * };
 * }</pre>
 */
public final class LinkUpdateOpts extends LibbpfOpts {
  private static final int FLAGS = 8;
  private static final int OLD_PROG_FD = 12;
  private static final int SIZE = 24;

  private static final int BPF_F_REPLACE = 1 << 2;

  /** Of a program that alone is to be replaced. */
  public LinkUpdateOpts(int oldProgFd) {
    super(SIZE);
    int32(FLAGS, BPF_F_REPLACE);
    int32(OLD_PROG_FD, oldProgFd);
  }
}
