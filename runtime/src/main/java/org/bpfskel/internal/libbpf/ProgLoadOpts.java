package org.bpfskel.internal.libbpf;

import org.bpfskel.internal.foreign.NativeBuffer;

/**
 * What a program is loaded with beside its instructions, of libbpf 1.4; newer ones take any prefix
 * of theirs:
 *
 * <pre>{@code
 * struct bpf_prog_load_opts {
 *   size_t sz;
 *   int attempts;
 *   enum bpf_attach_type expected_attach_type;
 *   __u32 prog_btf_fd;
 *   __u32 prog_flags;
 *   __u32 prog_ifindex;
 *   __u32 kern_version;
 *   __u32 attach_btf_id;
 *   __u32 attach_prog_fd;
 *   __u32 attach_btf_obj_fd;
 *   const int *fd_array;
 *   const void *func_info;
 *   __u32 func_info_cnt;
 *   __u32 func_info_rec_size;
 *   const void *line_info;
 *   __u32 line_info_cnt;
 *   __u32 line_info_rec_size;
 *   __u32 log_level;
 *   __u32 log_size;
 *   char *log_buf;
 *   __u32 log_true_size;
 *   __u32 token_fd;
 * };
 * }</pre>
 */
public final class ProgLoadOpts extends LibbpfOpts {
  private static final int EXPECTED_ATTACH_TYPE = 12;
  private static final int PROG_FLAGS = 20;
  private static final int ATTACH_BTF_ID = 32;
  private static final int LOG_LEVEL = 88;
  private static final int LOG_SIZE = 92;
  private static final int LOG_BUF = 96;
  private static final int SIZE = 112;

  /** libbpf's defaults. */
  public ProgLoadOpts() {
    super(SIZE);
  }

  /** {@code expected_attach_type}, {@code prog_flags}, {@code attach_btf_id}. */
  public ProgLoadOpts target(int expectedAttachType, int progFlags, int attachBtfId) {
    int32(EXPECTED_ATTACH_TYPE, expectedAttachType);
    int32(PROG_FLAGS, progFlags);
    int32(ATTACH_BTF_ID, attachBtfId);
    return this;
  }

  /** {@code log_level}, {@code log_size}, {@code log_buf}, which this owns from now on. */
  public ProgLoadOpts log(int level, int size, NativeBuffer buffer) {
    int32(LOG_LEVEL, level);
    int32(LOG_SIZE, size);
    pointer(LOG_BUF, buffer);
    return this;
  }
}
