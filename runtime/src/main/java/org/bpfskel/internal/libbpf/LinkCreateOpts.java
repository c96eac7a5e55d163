package org.bpfskel.internal.libbpf;

/**
 * Of the union the members that several types of links have in common, {@code tcx}, {@code netkit}
 * and, since libbpf 1.6, {@code cgroup}:
 *
 * <pre>{@code
 * struct bpf_link_create_opts {
 *   size_t sz;
 *   __u32 flags;
 *   union bpf_iter_link_info *iter_info;
 *   __u32 iter_info_len;
 *   __u32 target_btf_id;
 *   union {
 *     …
 *     struct {
 *       __u32 relative_fd;
 *       __u32 relative_id;
 *       __u64 expected_revision;
 *     } tcx;
 *   };
 * };
 * }</pre>
 */
public final class LinkCreateOpts extends LibbpfOpts {
  private static final int FLAGS = 8;
  private static final int RELATIVE_ID = 36;
  private static final int EXPECTED_REVISION = 40;
  private static final int SIZE = 48;

  /** Of a link that flags say all of. */
  public LinkCreateOpts(int flags) {
    super(SIZE);
    int32(FLAGS, flags);
  }

  /** Of a link that has a place among others. */
  public LinkCreateOpts(int flags, int relativeId, long expectedRevision) {
    this(flags);
    int32(RELATIVE_ID, relativeId);
    int64(EXPECTED_REVISION, expectedRevision);
  }
}
