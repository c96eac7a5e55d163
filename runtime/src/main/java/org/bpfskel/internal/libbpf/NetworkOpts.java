package org.bpfskel.internal.libbpf;

/** What libbpf's functions on interfaces take, each with the members that libbpf 1.4 knows. */
public abstract class NetworkOpts extends LibbpfOpts {
  NetworkOpts(int size) {
    super(size);
  }

  /**
   *
   *
   * <pre>{@code
   * struct bpf_tc_hook {
   *   size_t sz;
   *   int ifindex;
   *   enum bpf_tc_attach_point attach_point;
   *   __u32 parent;
   * };
   * }</pre>
   */
  public static final class TcHookOpts extends NetworkOpts {
    private static final int IFINDEX = 8;
    private static final int ATTACH_POINT = 12;
    private static final int PARENT = 16;
    private static final int SIZE = 24;

    public TcHookOpts(int ifindex, int attachPoint, int parent) {
      super(SIZE);
      int32(IFINDEX, ifindex);
      int32(ATTACH_POINT, attachPoint);
      int32(PARENT, parent);
    }
  }

  /**
   *
   *
   * <pre>{@code
   * struct bpf_tc_opts {
   *   size_t sz;
   *   int prog_fd;
   *   __u32 flags;
   *   __u32 prog_id;
   *   __u32 handle;
   *   __u32 priority;
   * };
   * }</pre>
   */
  public static final class TcOpts extends NetworkOpts {
    private static final int PROG_FD = 8;
    private static final int FLAGS = 12;
    private static final int PROG_ID = 16;
    private static final int HANDLE = 20;
    private static final int PRIORITY = 24;
    private static final int SIZE = 32;

    /**
     * @param progFd 0 for a filter that is detached
     */
    public TcOpts(int progFd, int flags, int handle, int priority) {
      super(SIZE);
      int32(PROG_FD, progFd);
      int32(FLAGS, flags);
      int32(HANDLE, handle);
      int32(PRIORITY, priority);
    }

    /** What libbpf has told. */
    public int progId() {
      return int32(PROG_ID);
    }

    /** The one that was given, or that the kernel has chosen. */
    public int handle() {
      return int32(HANDLE);
    }

    /** The one that was given, or that the kernel has chosen. */
    public int priority() {
      return int32(PRIORITY);
    }
  }

  /**
   *
   *
   * <pre>{@code
   * struct bpf_xdp_attach_opts {
   *   size_t sz;
   *   int old_prog_fd;
   * };
   * }</pre>
   */
  public static final class XdpAttachOpts extends NetworkOpts {
    private static final int OLD_PROG_FD = 8;
    private static final int SIZE = 16;

    /**
     * @param oldProgFd 0 for whatever is there
     */
    public XdpAttachOpts(int oldProgFd) {
      super(SIZE);
      int32(OLD_PROG_FD, oldProgFd);
    }
  }

  /**
   *
   *
   * <pre>{@code
   * struct bpf_xdp_query_opts {
   *   size_t sz;
   *   __u32 prog_id;
   *   __u32 drv_prog_id;
   *   __u32 hw_prog_id;
   *   __u32 skb_prog_id;
   *   __u8 attach_mode;
   *   __u64 feature_flags;
   *   __u32 xdp_zc_max_segs;
   * };
   * }</pre>
   */
  public static final class XdpQueryOpts extends NetworkOpts {
    private static final int DRV_PROG_ID = 12;
    private static final int HW_PROG_ID = 16;
    private static final int SKB_PROG_ID = 20;
    private static final int FEATURE_FLAGS = 32;
    private static final int XDP_ZC_MAX_SEGS = 40;
    private static final int SIZE = 48;

    /** Of which libbpf sets all members. */
    public XdpQueryOpts() {
      super(SIZE);
    }

    public int drvProgId() {
      return int32(DRV_PROG_ID);
    }

    public int hwProgId() {
      return int32(HW_PROG_ID);
    }

    public int skbProgId() {
      return int32(SKB_PROG_ID);
    }

    public long featureFlags() {
      return int64(FEATURE_FLAGS);
    }

    public int xdpZcMaxSegs() {
      return int32(XDP_ZC_MAX_SEGS);
    }
  }
}
