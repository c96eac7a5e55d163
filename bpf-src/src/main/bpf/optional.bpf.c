// SPDX-License-Identifier: Apache-2.0
/* Several struct_ops variables: with a link and without, of one type and of others, optional. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

/* Empty, but not incomplete: libbpf compares a kfunc's types with the kernel's by kind. */
struct sock {
};

struct tcp_sock {
	__u32 snd_cwnd;
} __attribute__((preserve_access_index));

struct tcp_congestion_ops {
	__u32 (*ssthresh)(struct sock *sk);
	void (*cong_avoid)(struct sock *sk, __u32 ack, __u32 acked);
	__u32 (*undo_cwnd)(struct sock *sk);
	char name[16];
	__u32 flags;
} __attribute__((preserve_access_index));

struct bpf_dummy_ops_state;

struct bpf_dummy_ops {
	int (*test_1)(struct bpf_dummy_ops_state *cb);
};

/* No kernel has this one. */
struct unheard_of_ops {
	int (*decide)(int choice);
	unsigned long long weight;
};

extern void tcp_reno_cong_avoid(struct sock *sk, __u32 ack, __u32 acked) __ksym;

char LICENSE[] SEC("license") = "GPL";

SEC("struct_ops/ssthresh")
__u32 BPF_PROG(ssthresh, struct sock *sk)
{
	__u32 half = ((struct tcp_sock *)sk)->snd_cwnd / 2;

	return half > 2 ? half : 2;
}

SEC("struct_ops/cong_avoid")
void BPF_PROG(cong_avoid, struct sock *sk, __u32 ack, __u32 acked)
{
	tcp_reno_cong_avoid(sk, ack, acked);
}

SEC("struct_ops/undo_cwnd")
__u32 BPF_PROG(undo_cwnd, struct sock *sk)
{
	return ((struct tcp_sock *)sk)->snd_cwnd;
}

SEC("struct_ops/test_1")
int BPF_PROG(test_1, struct bpf_dummy_ops_state *state)
{
	return 0;
}

SEC("struct_ops/decide")
int BPF_PROG(decide, int choice)
{
	return choice;
}

/* The same three programs serve three variables. */
SEC(".struct_ops.link")
struct tcp_congestion_ops linked_first = {
	.ssthresh = (void *)ssthresh,
	.cong_avoid = (void *)cong_avoid,
	.undo_cwnd = (void *)undo_cwnd,
	.name = "bpf_first",
};

SEC(".struct_ops.link")
struct tcp_congestion_ops linked_second = {
	.ssthresh = (void *)ssthresh,
	.cong_avoid = (void *)cong_avoid,
	.undo_cwnd = (void *)undo_cwnd,
	.name = "bpf_second",
};

SEC(".struct_ops")
struct tcp_congestion_ops plain = {
	.ssthresh = (void *)ssthresh,
	.cong_avoid = (void *)cong_avoid,
	.undo_cwnd = (void *)undo_cwnd,
	.name = "bpf_plain",
};

/* The question mark: not created unless the program that opens the object asks for it. */
SEC("?.struct_ops")
struct bpf_dummy_ops dummy = {
	.test_1 = (void *)test_1,
};

SEC("?.struct_ops.link")
struct unheard_of_ops unheard_of = {
	.decide = (void *)decide,
	.weight = 100,
};
