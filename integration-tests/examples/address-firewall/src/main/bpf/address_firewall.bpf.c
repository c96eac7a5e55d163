// SPDX-License-Identifier: Apache-2.0
/*
 * Lets through what comes from addresses of a list, and drops all other IPv4 and IPv6. User space
 * changes the list while packets come.
 */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define FIRST_NEIGHBOUR_MESSAGE 133 /* ICMPv6: router solicitation, the first of five */
#define LAST_NEIGHBOUR_MESSAGE 137

char LICENSE[] SEC("license") = "GPL";

/* What the kernel wants of a trie's key: the number of bits that count, and the bits. */
struct prefix {
	__u32 length;
	__u8 address[16]; /* IPv4 as ::ffff:a.b.c.d, with a length of 96 and more */
};

/* The prefixes that are let through, each with how many packets it was the longest match of. */
struct {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__uint(max_entries, 1024);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, struct prefix);
	__type(value, __u64);
} allowed SEC(".maps");

struct counts {
	__u64 passed, dropped;
} counts;

/* Without these no machine of an IPv6 network finds another. */
static int is_neighbour_message(struct ipv6hdr *ip, void *end)
{
	__u8 *type = (void *)(ip + 1);

	return ip->nexthdr == IPPROTO_ICMPV6 && (void *)(type + 1) <= end &&
	       *type >= FIRST_NEIGHBOUR_MESSAGE && *type <= LAST_NEIGHBOUR_MESSAGE;
}

static int verdict(struct prefix *source)
{
	__u64 *packets = bpf_map_lookup_elem(&allowed, source);

	if (!packets) {
		__sync_fetch_and_add(&counts.dropped, 1);
		return XDP_DROP;
	}
	__sync_fetch_and_add(packets, 1);
	__sync_fetch_and_add(&counts.passed, 1);
	return XDP_PASS;
}

SEC("xdp")
int firewall(struct xdp_md *packet)
{
	void *start = (void *)(long)packet->data, *end = (void *)(long)packet->data_end;
	struct ethhdr *ethernet = start;
	struct iphdr *ipv4 = (void *)(ethernet + 1);
	struct ipv6hdr *ipv6 = (void *)(ethernet + 1);
	struct prefix source = { .length = 128 };

	if ((void *)(ethernet + 1) > end)
		return XDP_DROP;
	if (ethernet->h_proto == bpf_htons(ETH_P_IP)) {
		if ((void *)(ipv4 + 1) > end)
			return XDP_DROP;
		source.address[10] = source.address[11] = 0xff;
		__builtin_memcpy(source.address + 12, &ipv4->saddr, 4);
	} else if (ethernet->h_proto == bpf_htons(ETH_P_IPV6)) {
		if ((void *)(ipv6 + 1) > end)
			return XDP_DROP;
		if (is_neighbour_message(ipv6, end))
			return XDP_PASS;
		__builtin_memcpy(source.address, &ipv6->saddr, 16);
	} else {
		return XDP_PASS; /* ARP, and what else is no business of this list */
	}
	return verdict(&source);
}
