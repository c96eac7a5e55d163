// SPDX-License-Identifier: Apache-2.0
/*
 * Counts what an interface receives, by sender, protocol and port. Without CAP_PERFMON the verifier
 * allows no offset that depends on the packet, nor the difference of two pointers: so there is none.
 */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define FRAGMENT_OFFSET 0x1fff

char LICENSE[] SEC("license") = "GPL";

/* No padding: a hash table compares all bytes. */
struct flow {
	__u8 source[16]; /* IPv4 as ::ffff:a.b.c.d */
	__u32 protocol;
	__u32 port; /* of the receiver; 0 where there is none, or IPv4 has options */
};

struct traffic {
	__u64 packets;
	__u64 bytes; /* of the whole frames */
};

/* Each CPU counts for itself; who was not seen for longest makes room for new ones. */
struct {
	__uint(type, BPF_MAP_TYPE_LRU_PERCPU_HASH);
	__uint(max_entries, 10000);
	__type(key, struct flow);
	__type(value, struct traffic);
} flows SEC(".maps");

/* Frames that are neither IPv4 nor IPv6. */
__u64 others;

/* Returns where the transport header begins, or null. */
static void *read_ipv4(struct flow *flow, struct iphdr *ip, void *end)
{
	if ((void *)(ip + 1) > end)
		return 0;
	flow->source[10] = flow->source[11] = 0xff;
	__builtin_memcpy(flow->source + 12, &ip->saddr, 4);
	flow->protocol = ip->protocol;
	return ip->frag_off & bpf_htons(FRAGMENT_OFFSET) || ip->ihl != sizeof(*ip) / 4 ? 0 : ip + 1;
}

static void *read_ipv6(struct flow *flow, struct ipv6hdr *ip, void *end)
{
	if ((void *)(ip + 1) > end)
		return 0;
	__builtin_memcpy(flow->source, &ip->saddr, 16);
	flow->protocol = ip->nexthdr;
	return ip + 1;
}

static void count(struct flow *flow, __u64 bytes)
{
	struct traffic first = { .packets = 1, .bytes = bytes };
	struct traffic *traffic = bpf_map_lookup_elem(&flows, flow);

	if (traffic) {
		traffic->packets++;
		traffic->bytes += bytes;
	} else {
		bpf_map_update_elem(&flows, flow, &first, BPF_NOEXIST);
	}
}

SEC("xdp")
int count_packet(struct xdp_md *packet)
{
	void *start = (void *)(long)packet->data, *end = (void *)(long)packet->data_end;
	struct ethhdr *ethernet = start;
	struct flow flow = {};
	__be16 *ports; /* TCP and UDP both begin with sender's and receiver's */

	if ((void *)(ethernet + 1) > end)
		return XDP_PASS;
	if (ethernet->h_proto == bpf_htons(ETH_P_IP)) {
		ports = read_ipv4(&flow, (void *)(ethernet + 1), end);
	} else if (ethernet->h_proto == bpf_htons(ETH_P_IPV6)) {
		ports = read_ipv6(&flow, (void *)(ethernet + 1), end);
	} else {
		__sync_fetch_and_add(&others, 1);
		return XDP_PASS;
	}
	if (ports && (flow.protocol == IPPROTO_TCP || flow.protocol == IPPROTO_UDP) &&
	    (void *)(ports + 2) <= end)
		flow.port = bpf_ntohs(ports[1]);
	count(&flow, bpf_xdp_get_buff_len(packet));
	return XDP_PASS;
}
