// SPDX-License-Identifier: Apache-2.0
/* Lets in TCP connections to the ports of a list alone, over IPv4 and IPv6; all else passes. */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/tcp.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define FRAGMENT_OFFSET 0x1fff

char LICENSE[] SEC("license") = "GPL";

/* How many connections each allowed port has been asked for. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, __u32);
	__type(value, __u64);
} allowed SEC(".maps");

/* Connections to all other ports. */
__u64 refused;

static int judge(struct tcphdr *tcp, void *end)
{
	__u32 port;
	__u64 *asked;

	if ((void *)(tcp + 1) > end)
		return XDP_DROP;
	if (!tcp->syn || tcp->ack)
		return XDP_PASS;
	port = bpf_ntohs(tcp->dest);
	asked = bpf_map_lookup_elem(&allowed, &port);
	__sync_fetch_and_add(asked ? asked : &refused, 1);
	return asked ? XDP_PASS : XDP_DROP;
}

SEC("xdp")
int firewall(struct xdp_md *packet)
{
	void *start = (void *)(long)packet->data, *end = (void *)(long)packet->data_end;
	struct ethhdr *ethernet = start;
	struct iphdr *ip = start + sizeof(*ethernet);
	struct ipv6hdr *ipv6 = start + sizeof(*ethernet);

	if ((void *)(ip + 1) > end)
		return XDP_PASS;
	if (ethernet->h_proto == bpf_htons(ETH_P_IP)) {
		if (ip->protocol != IPPROTO_TCP || ip->frag_off & bpf_htons(FRAGMENT_OFFSET))
			return XDP_PASS;
		/* The header's length is in the packet; options are refused with the packet. */
		return ip->ihl == sizeof(*ip) / 4 ? judge((void *)(ip + 1), end) : XDP_DROP;
	}
	if (ethernet->h_proto == bpf_htons(ETH_P_IPV6) && (void *)(ipv6 + 1) <= end &&
	    ipv6->nexthdr == IPPROTO_TCP)
		return judge((void *)(ipv6 + 1), end);
	return XDP_PASS;
}
