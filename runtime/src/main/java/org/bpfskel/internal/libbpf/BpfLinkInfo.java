package org.bpfskel.internal.libbpf;

import org.bpfskel.internal.foreign.NativeBuffer;
import org.bpfskel.internal.foreign.NativeStruct;

/**
 * {@code struct bpf_link_info} as Linux 6.8 has it, of which an older kernel leaves at zero what it
 * does not know. Arrays of addresses are not asked for. Its union has for each type:
 *
 * <pre>{@code
 * struct bpf_link_info {
 *   __u32 type;
 *   __u32 id;
 *   __u32 prog_id;
 *   union {
 *     struct { __aligned_u64 tp_name; __u32 tp_name_len; __u32 :32; __u64 cookie; } raw_tracepoint;
 *     struct { __u32 attach_type, target_obj_id, target_btf_id, :32; __u64 cookie; } tracing;
 *     struct { __u64 cgroup_id; __u32 attach_type; } cgroup;
 *     struct { __aligned_u64 target_name; __u32 target_name_len; __u32 map_id;
 *              union { __u64 cgroup_id; struct { __u32 tid, pid; } task; }; } iter;
 *     struct { __u32 netns_ino, attach_type; } netns;
 *     struct { __u32 ifindex; } xdp;
 *     struct { __u32 map_id; } struct_ops;
 *     struct { __u32 pf, hooknum; __s32 priority; __u32 flags; } netfilter;
 *     struct { __aligned_u64 addrs; __u32 count, flags; __u64 missed; … } kprobe_multi;
 *     struct { __aligned_u64 path, offsets, ref_ctr_offsets, cookies;
 *              __u32 path_size, count, flags, pid; } uprobe_multi;
 *     struct { __u32 type, :32;
 *              union {
 *                struct { __aligned_u64 file_name; __u32 name_len, offset; __u64 cookie; … } uprobe;
 *                struct { __aligned_u64 func_name; __u32 name_len, offset;
 *                         __u64 addr, missed, cookie; } kprobe;
 *                struct { __aligned_u64 tp_name; __u32 name_len, :32; __u64 cookie; } tracepoint;
 *                struct { __u64 config; __u32 type, :32; __u64 cookie; } event;
 *              }; } perf_event;
 *     struct { __u32 ifindex, attach_type; } tcx, netkit;
 *     struct { __u32 map_id, attach_type; } sockmap;
 *   };
 * };
 * }</pre>
 */
public final class BpfLinkInfo extends NativeStruct {
  private static final int TYPE = 0;
  private static final int ID = 4;
  private static final int PROG_ID = 8;
  private static final int UNION = 16;
  private static final int RAW_TRACEPOINT_TP_NAME_LEN = 24;
  private static final int RAW_TRACEPOINT_COOKIE = 32;
  private static final int TRACING_TARGET_OBJ_ID = 20;
  private static final int TRACING_TARGET_BTF_ID = 24;
  private static final int TRACING_COOKIE = 32;
  private static final int ITER_MAP_ID = 28;
  private static final int ITER_CGROUP_ID = 32;
  private static final int ITER_TASK_TID = 32;
  private static final int ITER_TASK_PID = 36;
  private static final int CGROUP_ATTACH_TYPE = 24;
  private static final int SECOND = 20;
  private static final int NETFILTER_PRIORITY = 24;
  private static final int NETFILTER_FLAGS = 28;
  private static final int KPROBE_MULTI_COUNT = 24;
  private static final int KPROBE_MULTI_FLAGS = 28;
  private static final int KPROBE_MULTI_MISSED = 32;
  private static final int UPROBE_MULTI_PATH_SIZE = 48;
  private static final int UPROBE_MULTI_COUNT = 52;
  private static final int UPROBE_MULTI_FLAGS = 56;
  private static final int UPROBE_MULTI_PID = 60;
  private static final int PERF_EVENT_NAME = 24;
  private static final int PERF_EVENT_NAME_LEN = 32;
  private static final int PERF_EVENT_OFFSET = 36;
  private static final int PERF_EVENT_COOKIE = 40;
  private static final int PERF_EVENT_KPROBE_ADDR = 40;
  private static final int PERF_EVENT_KPROBE_MISSED = 48;
  private static final int PERF_EVENT_KPROBE_COOKIE = 56;
  private static final int PERF_EVENT_EVENT_TYPE = 32;
  private static final int SIZE = 64;

  /** Where a name goes, and where its length. */
  public enum NamePlace {
    RAW_TRACEPOINT(UNION, RAW_TRACEPOINT_TP_NAME_LEN),
    ITER(UNION, RAW_TRACEPOINT_TP_NAME_LEN),
    UPROBE_MULTI(UNION, UPROBE_MULTI_PATH_SIZE),
    PERF_EVENT(PERF_EVENT_NAME, PERF_EVENT_NAME_LEN);

    private final int pointer;
    private final int length;

    NamePlace(int pointer, int length) {
      this.pointer = pointer;
      this.length = length;
    }
  }

  /** As {@code bpf_link_get_info_by_fd} wants it, without room for names. */
  public BpfLinkInfo() {
    super(SIZE);
  }

  /** With room for the name that links of one type have; a longer one is cut. */
  public BpfLinkInfo(NamePlace name, NativeBuffer text) {
    this();
    pointer(name.pointer, text);
    int32(name.length, text.bytes().capacity());
  }

  /** {@code bpf_link_get_info_by_fd} into this: 0, or a negative errno. */
  public int read(int fd) {
    return LibbpfLinks.bpf_link_get_info_by_fd(fd, this, new int[] {SIZE});
  }

  public int type() {
    return int32(TYPE);
  }

  public int id() {
    return int32(ID);
  }

  public int progId() {
    return int32(PROG_ID);
  }

  public long rawTracepointCookie() {
    return int64(RAW_TRACEPOINT_COOKIE);
  }

  public int tracingAttachType() {
    return int32(UNION);
  }

  public int tracingTargetObjId() {
    return int32(TRACING_TARGET_OBJ_ID);
  }

  public int tracingTargetBtfId() {
    return int32(TRACING_TARGET_BTF_ID);
  }

  public long tracingCookie() {
    return int64(TRACING_COOKIE);
  }

  public long cgroupId() {
    return int64(UNION);
  }

  public int cgroupAttachType() {
    return int32(CGROUP_ATTACH_TYPE);
  }

  public int iterMapId() {
    return int32(ITER_MAP_ID);
  }

  public long iterCgroupId() {
    return int64(ITER_CGROUP_ID);
  }

  public int iterTaskTid() {
    return int32(ITER_TASK_TID);
  }

  public int iterTaskPid() {
    return int32(ITER_TASK_PID);
  }

  /** The first member of netns, xdp, struct_ops, netfilter, tcx, netkit and sockmap. */
  public int first() {
    return int32(UNION);
  }

  /** The second member of netns, netfilter, tcx, netkit and sockmap. */
  public int second() {
    return int32(SECOND);
  }

  public int netfilterPriority() {
    return int32(NETFILTER_PRIORITY);
  }

  public int netfilterFlags() {
    return int32(NETFILTER_FLAGS);
  }

  public int kprobeMultiCount() {
    return int32(KPROBE_MULTI_COUNT);
  }

  public int kprobeMultiFlags() {
    return int32(KPROBE_MULTI_FLAGS);
  }

  public long kprobeMultiMissed() {
    return int64(KPROBE_MULTI_MISSED);
  }

  public int uprobeMultiCount() {
    return int32(UPROBE_MULTI_COUNT);
  }

  public int uprobeMultiFlags() {
    return int32(UPROBE_MULTI_FLAGS);
  }

  public int uprobeMultiPid() {
    return int32(UPROBE_MULTI_PID);
  }

  public int perfEventType() {
    return int32(UNION);
  }

  public int perfEventOffset() {
    return int32(PERF_EVENT_OFFSET);
  }

  /** Of a uprobe, a tracepoint and an event. */
  public long perfEventCookie() {
    return int64(PERF_EVENT_COOKIE);
  }

  public long kprobeAddr() {
    return int64(PERF_EVENT_KPROBE_ADDR);
  }

  public long kprobeMissed() {
    return int64(PERF_EVENT_KPROBE_MISSED);
  }

  public long kprobeCookie() {
    return int64(PERF_EVENT_KPROBE_COOKIE);
  }

  public long eventConfig() {
    return int64(PERF_EVENT_NAME);
  }

  public int eventType() {
    return int32(PERF_EVENT_EVENT_TYPE);
  }
}
