// SPDX-License-Identifier: Apache-2.0
/* Programs of the kinds that the kernel runs on given data, each with another input and output. */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
} runs SEC(".maps");

static void count(void)
{
	__u32 key = 0;
	__u64 *value = bpf_map_lookup_elem(&runs, &key);

	if (value)
		__sync_fetch_and_add(value, 1);
}

/* Data in and out: the packet gets another type, and comes back to its sender. */
SEC("xdp")
int on_xdp(struct xdp_md *ctx)
{
	struct ethhdr *eth = (void *)(long)ctx->data;

	count();
	if ((void *)(eth + 1) > (void *)(long)ctx->data_end)
		return XDP_DROP;
	eth->h_proto = 0xdd86;
	return XDP_TX;
}

/* Longer data out than in. */
SEC("xdp")
int grow(struct xdp_md *ctx)
{
	return bpf_xdp_adjust_head(ctx, -8) ? XDP_ABORTED : XDP_PASS;
}

/* Context in and out: struct __sk_buff. */
SEC("tc")
int on_tc(struct __sk_buff *skb)
{
	skb->mark += 1;
	skb->priority = skb->len;
	return 7;
}

/* Context in: the arguments. Also shows the CPU. */
SEC("raw_tp")
int on_raw_tp(struct bpf_raw_tracepoint_args *ctx)
{
	return ctx->args[0] + (bpf_get_smp_processor_id() << 16);
}

struct pair {
	int in;
	int out;
};

/* A context of its own, changed in place. */
SEC("syscall")
int on_syscall(struct pair *pair)
{
	pair->out = pair->in * 2;
	return pair->in + 1;
}

/* Attached by its section, if at all. */
SEC("raw_tp/sys_enter")
int on_sys_enter(struct bpf_raw_tracepoint_args *ctx)
{
	count();
	return 0;
}

/* In no kernel unless asked for. */
SEC("?socket")
int on_socket(struct __sk_buff *skb)
{
	return 0;
}
