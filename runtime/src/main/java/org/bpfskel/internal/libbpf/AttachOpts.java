package org.bpfskel.internal.libbpf;

import java.util.List;
import org.bpfskel.internal.foreign.NativeBuffer;
import org.jspecify.annotations.Nullable;

/** The options of libbpf's attach functions, each with the members that libbpf 1.4 knows. */
public abstract class AttachOpts extends LibbpfOpts {
  AttachOpts(int size) {
    super(size);
  }

  /**
   * What {@code struct bpf_tracepoint_opts}, {@code bpf_raw_tracepoint_opts}, {@code
   * bpf_trace_opts}, {@code bpf_usdt_opts} and {@code bpf_perf_event_opts} begin with:
   *
   * <pre>{@code
   * size_t sz;
   * __u64 cookie;      // bpf_cookie and usdt_cookie in some
   * }</pre>
   */
  public static final class CookieOpts extends AttachOpts {
    private static final int COOKIE = 8;
    private static final int SIZE = 16;

    public CookieOpts(long cookie) {
      super(SIZE);
      int64(COOKIE, cookie);
    }
  }

  /**
   *
   *
   * <pre>{@code
   * struct bpf_kprobe_opts {
   *   size_t sz;
   *   __u64 bpf_cookie;
   *   size_t offset;
   *   bool retprobe;
   *   enum probe_attach_mode attach_mode;
   * };
   * }</pre>
   */
  public static final class KprobeOpts extends AttachOpts {
    private static final int BPF_COOKIE = 8;
    private static final int OFFSET = 16;
    private static final int RETPROBE = 24;
    private static final int ATTACH_MODE = 28;
    private static final int SIZE = 32;

    public KprobeOpts(long cookie, long offset, boolean onReturn, int mode) {
      super(SIZE);
      int64(BPF_COOKIE, cookie);
      int64(OFFSET, offset);
      bool(RETPROBE, onReturn);
      int32(ATTACH_MODE, mode);
    }
  }

  /**
   *
   *
   * <pre>{@code
   * struct bpf_ksyscall_opts {
   *   size_t sz;
   *   __u64 bpf_cookie;
   *   bool retprobe;
   * };
   * }</pre>
   */
  public static final class KsyscallOpts extends AttachOpts {
    private static final int BPF_COOKIE = 8;
    private static final int RETPROBE = 16;
    private static final int SIZE = 24;

    public KsyscallOpts(long cookie, boolean onReturn) {
      super(SIZE);
      int64(BPF_COOKIE, cookie);
      bool(RETPROBE, onReturn);
    }
  }

  /**
   *
   *
   * <pre>{@code
   * struct bpf_kprobe_multi_opts {
   *   size_t sz;
   *   const char **syms;
   *   const unsigned long *addrs;
   *   const __u64 *cookies;
   *   size_t cnt;
   *   bool retprobe;
   * };
   * }</pre>
   */
  public static final class KprobeMultiOpts extends AttachOpts {
    private static final int SYMS = 8;
    private static final int ADDRS = 16;
    private static final int COOKIES = 24;
    private static final int CNT = 32;
    private static final int RETPROBE = 40;
    private static final int SIZE = 48;

    public KprobeMultiOpts(
        List<String> symbols, List<Long> addresses, List<Long> cookies, boolean onReturn) {
      super(SIZE);
      strings(SYMS, "syms", symbols);
      int64s(ADDRS, addresses);
      int64s(COOKIES, cookies);
      int64(CNT, Math.addExact(symbols.size(), addresses.size()));
      bool(RETPROBE, onReturn);
    }
  }

  /**
   *
   *
   * <pre>{@code
   * struct bpf_uprobe_opts {
   *   size_t sz;
   *   size_t ref_ctr_offset;
   *   __u64 bpf_cookie;
   *   bool retprobe;
   *   const char *func_name;
   *   enum probe_attach_mode attach_mode;
   * };
   * }</pre>
   */
  public static final class UprobeOpts extends AttachOpts {
    private static final int REF_CTR_OFFSET = 8;
    private static final int BPF_COOKIE = 16;
    private static final int RETPROBE = 24;
    private static final int FUNC_NAME = 32;
    private static final int ATTACH_MODE = 40;
    private static final int SIZE = 48;

    public UprobeOpts(
        long refCtrOffset, long cookie, boolean onReturn, @Nullable String function, int mode) {
      super(SIZE);
      int64(REF_CTR_OFFSET, refCtrOffset);
      int64(BPF_COOKIE, cookie);
      bool(RETPROBE, onReturn);
      string(FUNC_NAME, "func_name", function);
      int32(ATTACH_MODE, mode);
    }
  }

  /**
   *
   *
   * <pre>{@code
   * struct bpf_uprobe_multi_opts {
   *   size_t sz;
   *   const char **syms;
   *   const unsigned long *offsets;
   *   const unsigned long *ref_ctr_offsets;
   *   const __u64 *cookies;
   *   size_t cnt;
   *   bool retprobe;
   * };
   * }</pre>
   */
  public static final class UprobeMultiOpts extends AttachOpts {
    private static final int SYMS = 8;
    private static final int OFFSETS = 16;
    private static final int REF_CTR_OFFSETS = 24;
    private static final int COOKIES = 32;
    private static final int CNT = 40;
    private static final int RETPROBE = 48;
    private static final int SIZE = 56;

    public UprobeMultiOpts(
        List<String> symbols,
        List<Long> offsets,
        List<Long> refCtrOffsets,
        List<Long> cookies,
        boolean onReturn) {
      super(SIZE);
      strings(SYMS, "syms", symbols);
      int64s(OFFSETS, offsets);
      int64s(REF_CTR_OFFSETS, refCtrOffsets);
      int64s(COOKIES, cookies);
      int64(CNT, Math.addExact(symbols.size(), offsets.size()));
      bool(RETPROBE, onReturn);
    }
  }

  /**
   * {@code struct bpf_tcx_opts}, {@code bpf_netkit_opts}, and {@code bpf_cgroup_opts} of libbpf
   * 1.6:
   *
   * <pre>{@code
   * size_t sz;
   * __u32 flags;
   * __u32 relative_fd;
   * __u32 relative_id;
   * __u64 expected_revision;
   * }</pre>
   */
  public static final class MprogOpts extends AttachOpts {
    private static final int FLAGS = 8;
    private static final int RELATIVE_ID = 16;
    private static final int EXPECTED_REVISION = 24;
    private static final int SIZE = 32;

    public MprogOpts(int flags, int relativeId, long expectedRevision) {
      super(SIZE);
      int32(FLAGS, flags);
      int32(RELATIVE_ID, relativeId);
      int64(EXPECTED_REVISION, expectedRevision);
    }
  }

  /**
   *
   *
   * <pre>{@code
   * struct bpf_netfilter_opts {
   *   size_t sz;
   *   __u32 pf;
   *   __u32 hooknum;
   *   __s32 priority;
   *   __u32 flags;
   * };
   * }</pre>
   */
  public static final class NetfilterOpts extends AttachOpts {
    private static final int PF = 8;
    private static final int HOOKNUM = 12;
    private static final int PRIORITY = 16;
    private static final int FLAGS = 20;
    private static final int SIZE = 24;

    public NetfilterOpts(int family, int hook, int priority, int flags) {
      super(SIZE);
      int32(PF, family);
      int32(HOOKNUM, hook);
      int32(PRIORITY, priority);
      int32(FLAGS, flags);
    }
  }

  /**
   *
   *
   * <pre>{@code
   * struct bpf_iter_attach_opts {
   *   size_t sz;
   *   union bpf_iter_link_info *link_info;
   *   __u32 link_info_len;
   * };
   * }</pre>
   */
  public static final class IterOpts extends AttachOpts {
    private static final int LINK_INFO = 8;
    private static final int LINK_INFO_LEN = 16;
    private static final int SIZE = 24;

    /**
     * @param linkInfo the 32-bit words of {@code union bpf_iter_link_info}; empty for everything
     */
    public IterOpts(int... linkInfo) {
      super(SIZE);
      if (linkInfo.length > 0) {
        int length = linkInfo.length * Integer.BYTES;
        NativeBuffer union = NativeBuffer.zeroed(length);
        union.bytes().asIntBuffer().put(linkInfo);
        pointer(LINK_INFO, union);
        int32(LINK_INFO_LEN, length);
      }
    }
  }
}
