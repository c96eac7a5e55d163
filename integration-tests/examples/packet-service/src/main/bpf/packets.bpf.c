// SPDX-License-Identifier: Apache-2.0
/* Counts what an interface receives over IPv4 and IPv6, by protocol and port. */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

struct flow {
	__u32 protocol;
	__u32 port; /* the service's: the lower of both; 0 where there is none */
};

struct traffic {
	__u64 packets;
	__u64 bytes; /* of the whole frames */
};

/* Each CPU counts for itself; who was not seen for longest makes room for new ones. */
struct {
	__uint(type, BPF_MAP_TYPE_LRU_PERCPU_HASH);
	__uint(max_entries, 1024);
	__type(key, struct flow);
	__type(value, struct traffic);
} flows SEC(".maps");

/* Frames that are neither IPv4 nor IPv6. */
__u64 others;

static __u32 lower(__u32 one, __u32 other)
{
	return one < other ? one : other;
}

static int count(struct flow *flow, __u64 bytes)
{
	struct traffic first = { .packets = 1, .bytes = bytes };
	struct traffic *traffic = bpf_map_lookup_elem(&flows, flow);

	if (traffic) {
		traffic->packets++;
		traffic->bytes += bytes;
	} else {
		bpf_map_update_elem(&flows, flow, &first, BPF_NOEXIST);
	}
	return XDP_PASS;
}

SEC("xdp")
int count_packet(struct xdp_md *packet)
{
	void *start = (void *)(long)packet->data, *end = (void *)(long)packet->data_end;
	struct ethhdr *ethernet = start;
	struct iphdr *ip = start + sizeof(*ethernet);
	struct ipv6hdr *ipv6 = start + sizeof(*ethernet);
	struct flow flow = {};
	__be16 *ports = 0; /* TCP and UDP both begin with sender's and receiver's */

	if ((void *)(ip + 1) > end)
		return XDP_PASS;
	if (ethernet->h_proto == bpf_htons(ETH_P_IP)) {
		flow.protocol = ip->protocol;
		if (ip->ihl == sizeof(*ip) / 4)
			ports = (void *)(ip + 1);
	} else if (ethernet->h_proto == bpf_htons(ETH_P_IPV6) && (void *)(ipv6 + 1) <= end) {
		flow.protocol = ipv6->nexthdr;
		ports = (void *)(ipv6 + 1);
	} else {
		__sync_fetch_and_add(&others, 1);
		return XDP_PASS;
	}
	if (ports && (flow.protocol == IPPROTO_TCP || flow.protocol == IPPROTO_UDP) &&
	    (void *)(ports + 2) <= end)
		flow.port = lower(bpf_ntohs(ports[0]), bpf_ntohs(ports[1]));
	return count(&flow, bpf_xdp_get_buff_len(packet));
}
