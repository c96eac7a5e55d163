// SPDX-License-Identifier: Apache-2.0
/* Drops attempts to open a TCP connection to a port that is not on the list of open ones. */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/tcp.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, __u16);
	__type(value, __u8);
} open_ports SEC(".maps");

__u64 dropped;

static int drop(void)
{
	__sync_fetch_and_add(&dropped, 1);
	return XDP_DROP;
}

static int filter_tcp(struct tcphdr *tcp, void *end)
{
	__u16 port;

	if ((void *)(tcp + 1) > end)
		return drop();
	if (!tcp->syn || tcp->ack)
		return XDP_PASS; /* of a connection that is open, or an answer */
	port = bpf_ntohs(tcp->dest);
	return bpf_map_lookup_elem(&open_ports, &port) ? XDP_PASS : drop();
}

static int filter_ipv4(struct iphdr *ip, void *end)
{
	if ((void *)(ip + 1) > end || ip->ihl < 5)
		return drop();
	if (ip->protocol != IPPROTO_TCP)
		return XDP_PASS;
	return filter_tcp((void *)ip + ip->ihl * 4, end);
}

static int filter_ipv6(struct ipv6hdr *ip, void *end)
{
	if ((void *)(ip + 1) > end)
		return drop();
	return ip->nexthdr == IPPROTO_TCP ? filter_tcp((void *)(ip + 1), end) : XDP_PASS;
}

SEC("xdp")
int port_filter(struct xdp_md *packet)
{
	void *start = (void *)(long)packet->data, *end = (void *)(long)packet->data_end;
	struct ethhdr *ethernet = start;

	if ((void *)(ethernet + 1) > end)
		return drop();
	if (ethernet->h_proto == bpf_htons(ETH_P_IP))
		return filter_ipv4((void *)(ethernet + 1), end);
	if (ethernet->h_proto == bpf_htons(ETH_P_IPV6))
		return filter_ipv6((void *)(ethernet + 1), end);
	return XDP_PASS;
}
