// SPDX-License-Identifier: Apache-2.0
/* Two TCP congestion controls of one name, which count the connections that they get. */
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
	void (*init)(struct sock *sk);
	__u32 (*ssthresh)(struct sock *sk);
	void (*cong_avoid)(struct sock *sk, __u32 ack, __u32 acked);
	__u32 (*undo_cwnd)(struct sock *sk);
	char name[16];
	__u32 flags;
} __attribute__((preserve_access_index));

/* What a network namespace other than the first may have as its default. */
#define TCP_CONG_NON_RESTRICTED 1

extern void tcp_reno_cong_avoid(struct sock *sk, __u32 ack, __u32 acked) __ksym;

char LICENSE[] SEC("license") = "GPL";

__u64 first_connections;
__u64 second_connections;

SEC("struct_ops/init_first")
void BPF_PROG(init_first, struct sock *sk)
{
	__sync_fetch_and_add(&first_connections, 1);
}

SEC("struct_ops/init_second")
void BPF_PROG(init_second, struct sock *sk)
{
	__sync_fetch_and_add(&second_connections, 1);
}

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

SEC(".struct_ops.link")
struct tcp_congestion_ops first = {
	.init = (void *)init_first,
	.ssthresh = (void *)ssthresh,
	.cong_avoid = (void *)cong_avoid,
	.undo_cwnd = (void *)undo_cwnd,
	.name = "bpf_swapped",
	.flags = TCP_CONG_NON_RESTRICTED,
};

SEC(".struct_ops.link")
struct tcp_congestion_ops second = {
	.init = (void *)init_second,
	.ssthresh = (void *)ssthresh,
	.cong_avoid = (void *)cong_avoid,
	.undo_cwnd = (void *)undo_cwnd,
	.name = "bpf_swapped",
	.flags = TCP_CONG_NON_RESTRICTED,
};
