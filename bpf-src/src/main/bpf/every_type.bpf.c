// SPDX-License-Identifier: Apache-2.0
/* A program of each type that needs nothing but a section: who may load which? None is loaded unasked. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

#define PROGRAM(name, section) \
	SEC("?" section) int name(void *ctx) { return 0; }

PROGRAM(socket_filter, "socket")
PROGRAM(cgroup_skb, "cgroup_skb/egress")
PROGRAM(sched_cls, "tc")
PROGRAM(sched_act, "action")
PROGRAM(xdp, "xdp")
PROGRAM(sock_ops, "sockops")
PROGRAM(sk_skb, "sk_skb")
PROGRAM(sk_msg, "sk_msg")
PROGRAM(flow_dissector, "flow_dissector")
PROGRAM(lwt_in, "lwt_in")
PROGRAM(lwt_out, "lwt_out")
PROGRAM(lwt_xmit, "lwt_xmit")
PROGRAM(lwt_seg6local, "lwt_seg6local")
PROGRAM(sk_reuseport, "sk_reuseport")
PROGRAM(sk_lookup, "sk_lookup")
PROGRAM(cgroup_sock, "cgroup/sock_create")
PROGRAM(cgroup_sock_addr, "cgroup/connect4")
PROGRAM(cgroup_device, "cgroup/dev")
PROGRAM(cgroup_sysctl, "cgroup/sysctl")
PROGRAM(cgroup_sockopt, "cgroup/getsockopt")
PROGRAM(netfilter, "netfilter")
PROGRAM(lirc_mode2, "lirc_mode2")
PROGRAM(kprobe, "kprobe")
PROGRAM(tracepoint, "tracepoint")
PROGRAM(perf_event, "perf_event")
PROGRAM(raw_tracepoint, "raw_tp")
PROGRAM(raw_tracepoint_writable, "raw_tp.w")
PROGRAM(tracing, "tp_btf/task_newtask")
PROGRAM(lsm, "lsm/file_open")
PROGRAM(syscall, "syscall")
