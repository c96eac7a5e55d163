// SPDX-License-Identifier: Apache-2.0
/* Programs that packets and sockets pass: each counts what a test sends. */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <stdbool.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

#define ETH_HEADER 14
#define IP_AND_UDP_HEADERS 28
#define NF_ACCEPT 1
#define BPF_FLOW_DISSECTOR_CONTINUE 129

/* Set by the test: the size of its datagrams, which nobody else sends, and its port. */
int payload;
int port;

int xdp_runs;
int second_xdp_runs;
int ingress_runs;
int first_ingress_runs;
int ingress_order;
int egress_runs;
int primary_runs;
int peer_runs;
int netfilter_runs;
int lookup_runs;
int sysctl_runs;
int verdict_runs;

/* Only the members used here: libbpf matches them with the kernel's by name. */
struct sk_buff {
	unsigned int len;
} __attribute__((preserve_access_index));

struct bpf_nf_ctx {
	struct sk_buff *skb;
} __attribute__((preserve_access_index));

static bool ours(unsigned int length)
{
	return payload && length == payload + IP_AND_UDP_HEADERS;
}

/* A program of SEC("freplace") can take this function's place. */
__noinline int verdict(struct xdp_md *ctx)
{
	int pass = XDP_PASS;

	/* Or clang would know the answer, and leave the argument out. */
	asm volatile("" : "+r"(pass) : "r"(ctx));
	return pass;
}

SEC("xdp")
int on_xdp(struct xdp_md *ctx)
{
	if (ours(ctx->data_end - ctx->data - ETH_HEADER))
		__sync_fetch_and_add(&xdp_runs, 1);
	return verdict(ctx);
}

SEC("xdp")
int on_xdp_too(struct xdp_md *ctx)
{
	if (ours(ctx->data_end - ctx->data - ETH_HEADER))
		__sync_fetch_and_add(&second_xdp_runs, 1);
	return XDP_PASS;
}

SEC("tcx/ingress")
int on_ingress(struct __sk_buff *skb)
{
	if (ours(skb->len - ETH_HEADER)) {
		__sync_fetch_and_add(&ingress_runs, 1);
		ingress_order = ingress_order * 10 + 1;
	}
	return -1; /* TCX_NEXT */
}

SEC("tcx/ingress")
int on_ingress_first(struct __sk_buff *skb)
{
	if (ours(skb->len - ETH_HEADER)) {
		__sync_fetch_and_add(&first_ingress_runs, 1);
		ingress_order = ingress_order * 10 + 2;
	}
	return -1;
}

SEC("tcx/egress")
int on_egress(struct __sk_buff *skb)
{
	if (ours(skb->len - ETH_HEADER))
		__sync_fetch_and_add(&egress_runs, 1);
	return -1;
}

/* A netkit device has no link layer unless it is asked for one. */
SEC("netkit/primary")
int on_primary(struct __sk_buff *skb)
{
	__sync_fetch_and_add(&primary_runs, 1);
	return -1;
}

SEC("netkit/peer")
int on_peer(struct __sk_buff *skb)
{
	__sync_fetch_and_add(&peer_runs, 1);
	return -1;
}

SEC("?netfilter")
int on_netfilter(struct bpf_nf_ctx *ctx)
{
	if (ours(ctx->skb->len))
		__sync_fetch_and_add(&netfilter_runs, 1);
	return NF_ACCEPT;
}

SEC("sk_lookup")
int on_lookup(struct bpf_sk_lookup *ctx)
{
	if (ctx->local_port == port)
		__sync_fetch_and_add(&lookup_runs, 1);
	return SK_PASS;
}

SEC("flow_dissector")
int on_dissect(struct __sk_buff *skb)
{
	return BPF_FLOW_DISSECTOR_CONTINUE;
}

SEC("cgroup/sysctl")
int on_sysctl(struct bpf_sysctl *ctx)
{
	__sync_fetch_and_add(&sysctl_runs, 1);
	return 1;
}

struct {
	__uint(type, BPF_MAP_TYPE_SOCKHASH);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u64);
} sockets SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
} no_sockets SEC(".maps");

/* Puts the test's connections into the map, whose programs then see their data. */
SEC("sockops")
int on_established(struct bpf_sock_ops *ctx)
{
	__u32 key = 0;

	if (ctx->op == BPF_SOCK_OPS_PASSIVE_ESTABLISHED_CB && ctx->local_port == port)
		bpf_sock_hash_update(ctx, &sockets, &key, BPF_ANY);
	return 1;
}

SEC("sk_skb/stream_verdict")
int on_verdict(struct __sk_buff *skb)
{
	__sync_fetch_and_add(&verdict_runs, 1);
	return SK_PASS;
}
