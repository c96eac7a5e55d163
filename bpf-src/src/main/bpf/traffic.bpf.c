// SPDX-License-Identifier: Apache-2.0
/* Programs of interfaces and sockets that need no link: each counts what a test sends. */
#include <linux/bpf.h>
#include <stdbool.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

#define ETH_HEADER 14
#define IP_AND_UDP_HEADERS 28

/* Set by the test: the size of its datagrams, which nobody else sends. */
int payload;

int tc_runs;
int second_tc_runs;
int classifier_runs;
int action_runs;
int tc_ingress_runs;
int generic_runs;
int second_generic_runs;
int socket_runs;
int drop_runs;
int reuseport_runs;
int sysctl_runs;
int second_sysctl_runs;

static bool ours(unsigned int length)
{
	return payload && length == payload + ETH_HEADER + IP_AND_UDP_HEADERS;
}

SEC("tc")
int on_tc(struct __sk_buff *skb)
{
	if (ours(skb->len))
		__sync_fetch_and_add(&tc_runs, 1);
	return -1; /* TC_ACT_UNSPEC: what comes behind this one decides */
}

SEC("tc")
int on_second_tc(struct __sk_buff *skb)
{
	if (ours(skb->len))
		__sync_fetch_and_add(&second_tc_runs, 1);
	return -1;
}

SEC("classifier")
int on_classifier(struct __sk_buff *skb)
{
	if (ours(skb->len))
		__sync_fetch_and_add(&classifier_runs, 1);
	return -1;
}

SEC("action")
int on_action(struct __sk_buff *skb)
{
	if (ours(skb->len))
		__sync_fetch_and_add(&action_runs, 1);
	return -1;
}

SEC("tc/ingress")
int on_tc_ingress(struct __sk_buff *skb)
{
	if (ours(skb->len))
		__sync_fetch_and_add(&tc_ingress_runs, 1);
	return -1;
}

SEC("xdp")
int on_generic(struct xdp_md *ctx)
{
	if (ours(ctx->data_end - ctx->data))
		__sync_fetch_and_add(&generic_runs, 1);
	return XDP_PASS;
}

SEC("xdp")
int on_second_generic(struct xdp_md *ctx)
{
	if (ours(ctx->data_end - ctx->data))
		__sync_fetch_and_add(&second_generic_runs, 1);
	return XDP_PASS;
}

SEC("socket")
int on_socket(struct __sk_buff *skb)
{
	__sync_fetch_and_add(&socket_runs, 1);
	return skb->len;
}

SEC("socket")
int on_drop(struct __sk_buff *skb)
{
	__sync_fetch_and_add(&drop_runs, 1);
	return 0;
}

SEC("sk_reuseport")
int on_reuseport(struct sk_reuseport_md *ctx)
{
	__sync_fetch_and_add(&reuseport_runs, 1);
	return SK_PASS;
}

SEC("cgroup/sysctl")
int on_sysctl(struct bpf_sysctl *ctx)
{
	__sync_fetch_and_add(&sysctl_runs, 1);
	return 1;
}

SEC("cgroup/sysctl")
int on_second_sysctl(struct bpf_sysctl *ctx)
{
	__sync_fetch_and_add(&second_sysctl_runs, 1);
	return 1;
}

struct {
	__uint(type, BPF_MAP_TYPE_SOCKHASH);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u64);
} sockets SEC(".maps");

SEC("?sk_skb/stream_verdict")
int on_verdict(struct __sk_buff *skb)
{
	return SK_PASS;
}

SEC("?sk_skb/stream_verdict")
int on_second_verdict(struct __sk_buff *skb)
{
	return SK_PASS;
}
