package org.bpfskel.internal.libbpf;

import org.bpfskel.internal.foreign.NativeBuffer;

/** What {@code bpf_prog_attach_opts} and its like take, with the members of libbpf 1.4. */
public abstract class ProgOpts extends LibbpfOpts {
  ProgOpts(int size) {
    super(size);
  }

  /**
   *
   *
   * <pre>{@code
   * struct bpf_prog_attach_opts {
   *   size_t sz;
   *   __u32 flags;
   *   int replace_fd;
   *   int relative_fd;
   *   __u32 relative_id;
   *   __u64 expected_revision;
   * };
   * }</pre>
   */
  public static final class ProgAttachOpts extends ProgOpts {
    private static final int FLAGS = 8;
    private static final int REPLACE_FD = 12;
    private static final int RELATIVE_ID = 20;
    private static final int EXPECTED_REVISION = 24;
    private static final int SIZE = 32;

    /**
     * @param replaceFd 0 for none
     */
    public ProgAttachOpts(int flags, int replaceFd, int relativeId, long expectedRevision) {
      super(SIZE);
      int32(FLAGS, flags);
      int32(REPLACE_FD, replaceFd);
      int32(RELATIVE_ID, relativeId);
      int64(EXPECTED_REVISION, expectedRevision);
    }
  }

  /**
   *
   *
   * <pre>{@code
   * struct bpf_prog_query_opts {
   *   size_t sz;
   *   __u32 query_flags;
   *   __u32 attach_flags;
   *   __u32 *prog_ids;
   *   __u32 count;
   *   __u32 *prog_attach_flags;
   *   __u32 *link_ids;
   *   __u32 *link_attach_flags;
   *   __u64 revision;
   * };
   * }</pre>
   */
  public static final class ProgQueryOpts extends ProgOpts {
    private static final int QUERY_FLAGS = 8;
    private static final int ATTACH_FLAGS = 12;
    private static final int PROG_IDS = 16;
    private static final int COUNT = 24;
    private static final int PROG_ATTACH_FLAGS = 32;
    private static final int LINK_IDS = 40;
    private static final int LINK_ATTACH_FLAGS = 48;
    private static final int REVISION = 56;
    private static final int SIZE = 64;

    /** Asks how many there are. */
    public ProgQueryOpts(int queryFlags) {
      super(SIZE);
      int32(QUERY_FLAGS, queryFlags);
    }

    /** Has the numbers of so many programs written to an array, which this owns from now on. */
    public ProgQueryOpts(int queryFlags, int count, NativeBuffer progIds) {
      this(queryFlags);
      int32(COUNT, count);
      pointer(PROG_IDS, progIds);
    }

    /** An array for the programs' flags, which this owns from now on. */
    public void setProgAttachFlags(NativeBuffer flags) {
      pointer(PROG_ATTACH_FLAGS, flags);
    }

    /** Arrays for the links' numbers and flags, which this owns from now on. */
    public void setLinks(NativeBuffer ids, NativeBuffer flags) {
      pointer(LINK_IDS, ids);
      pointer(LINK_ATTACH_FLAGS, flags);
    }

    public int attachFlags() {
      return int32(ATTACH_FLAGS);
    }

    /** How many there are. */
    public int count() {
      return int32(COUNT);
    }

    public long revision() {
      return int64(REVISION);
    }
  }
}
