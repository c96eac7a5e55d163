package org.bpfskel;

import org.bpfskel.access.InfoDoor;
import org.bpfskel.btf.Printable;
import org.bpfskel.internal.foreign.NativeBuffer;
import org.bpfskel.internal.foreign.NativeMemory;
import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.libbpf.BpfLinkInfo;
import org.bpfskel.internal.os.Errno;
import org.bpfskel.link.LinkDetails;
import org.bpfskel.link.PerfEventKind;
import org.jspecify.annotations.Nullable;

/** What the kernel knows of a link, as of one moment: {@code struct bpf_link_info}. */
public final class LinkInfo {
  static {
    InfoDoor.LINK.open(LinkInfo::of);
  }

  /** {@code PATH_MAX}, for the binary of a uprobe; names of other things are shorter. */
  private static final int LONGEST_NAME = 4096;

  private final LinkType type;
  private final int id;
  private final int programId;
  private final LinkDetails details;

  private LinkInfo(BpfLinkInfo info, String name) {
    type = LinkType.of(info.type());
    id = info.id();
    programId = info.progId();
    details = details(type, info, name);
  }

  /** Asks the kernel, once more for a name if links of that type have one. */
  static LinkInfo of(String link, int descriptor) {
    LibbpfCall call = LibbpfCall.of("bpf_link_get_info_by_fd", link);
    BpfLinkInfo.NamePlace name;
    try (BpfLinkInfo info = new BpfLinkInfo()) {
      call.check(() -> info.read(descriptor));
      name = name(info);
      if (name == null) {
        return new LinkInfo(info, "");
      }
    }
    try (NativeBuffer text = NativeBuffer.zeroed(LONGEST_NAME);
        BpfLinkInfo info = new BpfLinkInfo(name, text)) {
      // ENOSPC: the kernel has cut the name.
      call.checkUnless(Errno.ENOSPC, () -> info.read(descriptor));
      return new LinkInfo(info, NativeMemory.text(text.read(LONGEST_NAME)));
    }
  }

  private static BpfLinkInfo.@Nullable NamePlace name(BpfLinkInfo info) {
    LinkType type = LinkType.of(info.type());
    if (type.equals(LinkType.RAW_TRACEPOINT)) {
      return BpfLinkInfo.NamePlace.RAW_TRACEPOINT;
    } else if (type.equals(LinkType.ITER)) {
      return BpfLinkInfo.NamePlace.ITER;
    } else if (type.equals(LinkType.UPROBE_MULTI)) {
      return BpfLinkInfo.NamePlace.UPROBE_MULTI;
    }
    boolean isNamed =
        type.equals(LinkType.PERF_EVENT)
            && switch (PerfEventKind.of(info.perfEventType())) {
              case UPROBE, URETPROBE, KPROBE, KRETPROBE, TRACEPOINT -> true;
              case UNSPEC, EVENT, UNKNOWN -> false;
            };
    return isNamed ? BpfLinkInfo.NamePlace.PERF_EVENT : null;
  }

  private static LinkDetails details(LinkType type, BpfLinkInfo info, String name) {
    if (type.equals(LinkType.RAW_TRACEPOINT)) {
      return new LinkDetails.RawTracepointLink(name, info.rawTracepointCookie());
    } else if (type.equals(LinkType.TRACING)) {
      return new LinkDetails.TracingLink(
          AttachType.of(info.tracingAttachType()),
          info.tracingTargetObjId(),
          info.tracingTargetBtfId(),
          info.tracingCookie());
    } else if (type.equals(LinkType.CGROUP)) {
      return new LinkDetails.CgroupLink(info.cgroupId(), AttachType.of(info.cgroupAttachType()));
    } else if (type.equals(LinkType.ITER)) {
      return iterator(info, name);
    } else if (type.equals(LinkType.NETNS)) {
      return new LinkDetails.NetnsLink(info.first(), AttachType.of(info.second()));
    } else if (type.equals(LinkType.XDP)) {
      return new LinkDetails.XdpLink(info.first());
    } else if (type.equals(LinkType.STRUCT_OPS)) {
      return new LinkDetails.StructOpsLink(info.first());
    } else if (type.equals(LinkType.NETFILTER)) {
      return new LinkDetails.NetfilterLink(
          info.first(), info.second(), info.netfilterPriority(), info.netfilterFlags());
    } else if (type.equals(LinkType.KPROBE_MULTI)) {
      return new LinkDetails.KprobeMultiLink(
          info.kprobeMultiCount(), info.kprobeMultiFlags(), info.kprobeMultiMissed());
    } else if (type.equals(LinkType.UPROBE_MULTI)) {
      return new LinkDetails.UprobeMultiLink(
          name, info.uprobeMultiCount(), info.uprobeMultiFlags(), info.uprobeMultiPid());
    } else if (type.equals(LinkType.PERF_EVENT)) {
      return perfEvent(info, name);
    } else if (type.equals(LinkType.TCX)) {
      return new LinkDetails.TcxLink(info.first(), AttachType.of(info.second()));
    } else if (type.equals(LinkType.NETKIT)) {
      return new LinkDetails.NetkitLink(info.first(), AttachType.of(info.second()));
    } else if (type.equals(LinkType.SOCKMAP)) {
      return new LinkDetails.SockmapLink(info.first(), AttachType.of(info.second()));
    }
    return new LinkDetails.OtherLink();
  }

  /** What lies in the union is of the target's own kind. */
  private static LinkDetails iterator(BpfLinkInfo info, String target) {
    boolean isOfTasks = target.startsWith("task");
    return new LinkDetails.IteratorLink(
        target,
        target.startsWith("bpf_") ? info.iterMapId() : 0,
        target.equals("cgroup") ? info.iterCgroupId() : 0,
        isOfTasks ? info.iterTaskTid() : 0,
        isOfTasks ? info.iterTaskPid() : 0);
  }

  private static LinkDetails perfEvent(BpfLinkInfo info, String name) {
    PerfEventKind kind = PerfEventKind.of(info.perfEventType());
    return switch (kind) {
      case KPROBE, KRETPROBE ->
          new LinkDetails.PerfEventLink(
              kind,
              name,
              info.perfEventOffset(),
              info.kprobeAddr(),
              info.kprobeMissed(),
              0,
              0,
              info.kprobeCookie());
      case UPROBE, URETPROBE ->
          new LinkDetails.PerfEventLink(
              kind, name, info.perfEventOffset(), 0, 0, 0, 0, info.perfEventCookie());
      case TRACEPOINT ->
          new LinkDetails.PerfEventLink(kind, name, 0, 0, 0, 0, 0, info.perfEventCookie());
      case EVENT ->
          new LinkDetails.PerfEventLink(
              kind, "", 0, 0, 0, info.eventConfig(), info.eventType(), info.perfEventCookie());
      case UNSPEC, UNKNOWN -> new LinkDetails.PerfEventLink(kind, "", 0, 0, 0, 0, 0, 0);
    };
  }

  /** {@return the link's number in the kernel, by which {@code bpftool link show id} finds it} */
  public int id() {
    return id;
  }

  /** {@return the link's kind} */
  public LinkType type() {
    return type;
  }

  /** {@return the number of the program that runs; 0 for a struct_ops variable} */
  public int programId() {
    return programId;
  }

  /**
   * {@return what the kernel says of links of that type, such as the interface of an XDP link, or
   * the map of a struct_ops link}
   */
  public LinkDetails details() {
    return details;
  }

  /** Kind, numbers and details, for messages. */
  @Override
  public String toString() {
    return Printable.of("link %d: %s, program %d, %s".formatted(id, type, programId, details));
  }
}
