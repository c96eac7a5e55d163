package org.bpfskel.link;

import org.bpfskel.AttachType;

/**
 * What the kernel says of a link beyond its type and program: the union of {@code struct
 * bpf_link_info}, a record for each type. What an older kernel does not tell is 0 or empty.
 *
 * <pre>{@code
 * if (link.info().details() instanceof LinkDetails.XdpLink xdp) {
 *   System.out.println(xdp.ifindex());
 * }
 * }</pre>
 */
public sealed interface LinkDetails {
  /**
   * A raw tracepoint: {@code BPF_LINK_TYPE_RAW_TRACEPOINT}.
   *
   * @param name of the tracepoint
   * @param cookie that the program reads by {@code bpf_get_attach_cookie}; since Linux 6.16
   */
  record RawTracepointLink(String name, long cookie) implements LinkDetails {}

  /**
   * A function, LSM hook, typed tracepoint or replaced program: {@code BPF_LINK_TYPE_TRACING}.
   *
   * @param attachType how it is attached
   * @param targetObjectId id of the BTF that has the function; of a replacement the program's id
   * @param targetTypeId the function's type in that BTF, or in the program's
   * @param cookie that the program reads by {@code bpf_get_attach_cookie}; since Linux 6.16
   */
  record TracingLink(AttachType attachType, int targetObjectId, int targetTypeId, long cookie)
      implements LinkDetails {}

  /**
   * A control group: {@code BPF_LINK_TYPE_CGROUP}.
   *
   * @param cgroupId id of the group, the inode of its folder; 0 once the group is gone
   * @param attachType how it is attached
   */
  record CgroupLink(long cgroupId, AttachType attachType) implements LinkDetails {}

  /**
   * An iterator: {@code BPF_LINK_TYPE_ITER}. Members of other targets than its own are 0.
   *
   * @param target over what it iterates, such as {@code task} or {@code bpf_map_elem}
   * @param mapId of {@code bpf_map_elem} and {@code bpf_sk_storage_map} the map's id
   * @param cgroupId of {@code cgroup} the id of the group
   * @param tid of {@code task}, {@code task_file}, {@code task_vma} the one thread, or 0 for all
   * @param pid of these the one process, or 0 for all
   */
  record IteratorLink(String target, int mapId, long cgroupId, int tid, int pid)
      implements LinkDetails {}

  /**
   * A network namespace: {@code BPF_LINK_TYPE_NETNS}.
   *
   * @param netnsInode inode of the namespace; 0 once it is gone
   * @param attachType how it is attached
   */
  record NetnsLink(int netnsInode, AttachType attachType) implements LinkDetails {}

  /**
   * A network interface, before the kernel's own work: {@code BPF_LINK_TYPE_XDP}.
   *
   * @param ifindex index of the interface; 0 once it is gone
   */
  record XdpLink(int ifindex) implements LinkDetails {}

  /**
   * A struct_ops variable: {@code BPF_LINK_TYPE_STRUCT_OPS}.
   *
   * @param mapId id of the map that is the variable; 0 once it was detached
   */
  record StructOpsLink(int mapId) implements LinkDetails {}

  /**
   * A hook of netfilter: {@code BPF_LINK_TYPE_NETFILTER}.
   *
   * @param family protocol family, {@code NFPROTO_*}: 2 for IPv4, 10 for IPv6
   * @param hook {@code NF_INET_*}
   * @param priority place among the others of the hook, lowest first
   * @param flags {@code BPF_F_NETFILTER_IP_DEFRAG}, or 0
   */
  record NetfilterLink(int family, int hook, int priority, int flags) implements LinkDetails {}

  /**
   * Several functions of the kernel: {@code BPF_LINK_TYPE_KPROBE_MULTI}. Since Linux 6.6.
   *
   * @param count how many functions
   * @param flags 1, {@code BPF_F_KPROBE_MULTI_RETURN}, for their returns
   * @param missed how often the program was not run, for it was running on that CPU already; since
   *     Linux 6.7
   */
  record KprobeMultiLink(int count, int flags, long missed) implements LinkDetails {}

  /**
   * Several places of one binary: {@code BPF_LINK_TYPE_UPROBE_MULTI}. Since Linux 6.8.
   *
   * @param path of the binary
   * @param count how many places
   * @param flags 1, {@code BPF_F_UPROBE_MULTI_RETURN}, for returns
   * @param pid the one process, or 0 for all
   */
  record UprobeMultiLink(String path, int count, int flags, int pid) implements LinkDetails {}

  /**
   * A perf event: {@code BPF_LINK_TYPE_PERF_EVENT}. Since Linux 6.6.
   *
   * @param kind what kind of event
   * @param name the function of a kprobe, the file of a uprobe, the tracepoint; else empty
   * @param offset bytes behind the function's begin, or in the file; else 0
   * @param address of a kprobe, if this process may see addresses of the kernel; else 0
   * @param missed how often a kprobe was missed
   * @param config {@code perf_event_attr.config} of an event of the machine; else 0
   * @param eventType {@code perf_event_attr.type} of an event of the machine; else 0
   * @param cookie that the program reads by {@code bpf_get_attach_cookie}; since Linux 6.8
   */
  record PerfEventLink(
      PerfEventKind kind,
      String name,
      int offset,
      long address,
      long missed,
      long config,
      int eventType,
      long cookie)
      implements LinkDetails {}

  /**
   * A network interface, where traffic control is: {@code BPF_LINK_TYPE_TCX}.
   *
   * @param ifindex index of the interface; 0 once it is gone
   * @param attachType ingress or egress
   */
  record TcxLink(int ifindex, AttachType attachType) implements LinkDetails {}

  /**
   * A netkit device: {@code BPF_LINK_TYPE_NETKIT}.
   *
   * @param ifindex index of the device; 0 once it is gone
   * @param attachType primary or peer
   */
  record NetkitLink(int ifindex, AttachType attachType) implements LinkDetails {}

  /**
   * A map of sockets: {@code BPF_LINK_TYPE_SOCKMAP}.
   *
   * @param mapId id of the map; 0 once it is gone
   * @param attachType how it is attached
   */
  record SockmapLink(int mapId, AttachType attachType) implements LinkDetails {}

  /** A type of which the kernel says nothing more, or that is newer than this library. */
  record OtherLink() implements LinkDetails {}
}
