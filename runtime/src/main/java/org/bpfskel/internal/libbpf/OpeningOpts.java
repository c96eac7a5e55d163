package org.bpfskel.internal.libbpf;

/**
 * How something of the kernel's is opened: two structs of one form, of which newer libbpf has more
 * members behind.
 *
 * <pre>{@code
 * struct bpf_obj_get_opts {
 *   size_t sz;
 *   __u32 file_flags;
 *   …
 * };
 * struct bpf_get_fd_by_id_opts {
 *   size_t sz;
 *   __u32 open_flags;
 *   …
 * };
 * }</pre>
 */
public final class OpeningOpts extends LibbpfOpts {
  private static final int FLAGS = 8;
  private static final int SIZE = 16;

  /** With {@code BPF_F_RDONLY}, {@code BPF_F_WRONLY}, or 0. */
  public OpeningOpts(int flags) {
    super(SIZE);
    int32(FLAGS, flags);
  }
}
