// SPDX-License-Identifier: Apache-2.0
/* Maps that say where packets and connections go, and programs that send them there. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

#define MAP(name, map_type, key_type, value_type) \
	struct {                                  \
		__uint(type, map_type);           \
		__uint(max_entries, 8);           \
		__type(key, key_type);            \
		__type(value, value_type);        \
	} name SEC(".maps")

#define SIZED(name, map_type)                     \
	struct {                                  \
		__uint(type, map_type);           \
		__uint(max_entries, 8);           \
		__uint(key_size, 4);              \
		__uint(value_size, 8);            \
	} name SEC(".maps")

MAP(devices, BPF_MAP_TYPE_DEVMAP, __u32, __u32);
MAP(devices_by_id, BPF_MAP_TYPE_DEVMAP_HASH, __u32, struct bpf_devmap_val);
MAP(cpus, BPF_MAP_TYPE_CPUMAP, __u32, struct bpf_cpumap_val);
SIZED(sized_devices, BPF_MAP_TYPE_DEVMAP);
SIZED(sized_cpus, BPF_MAP_TYPE_CPUMAP);
MAP(queues, BPF_MAP_TYPE_XSKMAP, __u32, __u32);
MAP(sockets, BPF_MAP_TYPE_SOCKMAP, __u32, __u64);
MAP(sockets_by_id, BPF_MAP_TYPE_SOCKHASH, __u64, __u64);
MAP(listeners, BPF_MAP_TYPE_REUSEPORT_SOCKARRAY, __u32, __u64);

SEC("xdp")
int to_device(struct xdp_md *ctx)
{
	return bpf_redirect_map(&devices, ctx->rx_queue_index, XDP_PASS);
}

SEC("xdp")
int to_device_by_id(struct xdp_md *ctx)
{
	return bpf_redirect_map(&devices_by_id, ctx->ingress_ifindex, XDP_PASS);
}

SEC("xdp")
int to_cpu(struct xdp_md *ctx)
{
	return bpf_redirect_map(&cpus, ctx->rx_queue_index, XDP_PASS);
}

SEC("xdp")
int to_queue(struct xdp_md *ctx)
{
	return bpf_redirect_map(&queues, ctx->rx_queue_index, XDP_PASS);
}

SEC("xdp/devmap")
int at_device(struct xdp_md *ctx)
{
	return XDP_PASS;
}

SEC("xdp/cpumap")
int at_cpu(struct xdp_md *ctx)
{
	return XDP_PASS;
}

SEC("sk_skb/stream_verdict")
int to_socket(struct __sk_buff *skb)
{
	return bpf_sk_redirect_map(skb, &sockets, 0, 0);
}

SEC("sk_skb/stream_verdict")
int to_socket_by_id(struct __sk_buff *skb)
{
	__u64 id = skb->local_port;

	return bpf_sk_redirect_hash(skb, &sockets_by_id, &id, 0);
}

SEC("sk_reuseport")
int to_listener(struct sk_reuseport_md *ctx)
{
	__u32 key = ctx->hash & 1;

	return bpf_sk_select_reuseport(ctx, &listeners, &key, 0) ? SK_DROP : SK_PASS;
}
