/* Counts what an interface receives by protocol, and drops the protocols that Java says. */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/ip.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

struct traffic {
	__u64 packets;
	__u64 bytes;
	__u64 drop; /* not 0: packets of the protocol go no further */
};

/* By IP protocol: 1 is ICMP, 6 is TCP, 17 is UDP. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 256);
	__type(key, __u32);
	__type(value, struct traffic);
} protocols SEC(".maps");

SEC("xdp")
int on_packet(struct xdp_md *packet)
{
	void *start = (void *)(long)packet->data, *end = (void *)(long)packet->data_end;
	struct ethhdr *ethernet = start;
	struct iphdr *ip = (void *)(ethernet + 1);
	struct traffic *traffic;
	__u32 protocol;

	if ((void *)(ip + 1) > end || ethernet->h_proto != bpf_htons(ETH_P_IP))
		return XDP_PASS;
	protocol = ip->protocol;
	traffic = bpf_map_lookup_elem(&protocols, &protocol);
	if (!traffic)
		return XDP_PASS;
	__sync_fetch_and_add(&traffic->packets, 1);
	__sync_fetch_and_add(&traffic->bytes, packet->data_end - packet->data);
	return traffic->drop ? XDP_DROP : XDP_PASS;
}
