// SPDX-License-Identifier: Apache-2.0
/* Two TCP congestion controls, both Reno: one with two rates of growth, and a gentle one. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

/* Only the members used here: libbpf matches them with the kernel's by name. */
struct sock;

struct tcp_sock {
	__u32 snd_cwnd;
	__u32 snd_ssthresh;
	__u32 prior_cwnd;
	__u32 max_packets_out;
} __attribute__((preserve_access_index));

struct tcp_congestion_ops {
	void (*init)(struct sock *sk);
	__u32 (*ssthresh)(struct sock *sk);
	void (*cong_avoid)(struct sock *sk, __u32 ack, __u32 acked);
	void (*set_state)(struct sock *sk, __u8 new_state);
	__u32 (*undo_cwnd)(struct sock *sk);
	char name[16];
	__u32 flags;
} __attribute__((preserve_access_index));

/* The kernel's own Reno, which it lends to congestion controls written in BPF. */
extern __u32 tcp_slow_start(struct tcp_sock *tp, __u32 acked) __ksym;
extern void tcp_cong_avoid_ai(struct tcp_sock *tp, __u32 w, __u32 acked) __ksym;

/* With a link, the congestion control goes when the program ends, however it ends. */
#ifndef STRUCT_OPS
#define STRUCT_OPS ".struct_ops.link" /* since Linux 6.4; before, ".struct_ops" */
#endif

char LICENSE[] SEC("license") = "GPL";

/* How many segments a round trip adds to the window under cong_avoid_fast. */
int growth = 4;

/* How often each callback was called. */
struct calls {
	__u64 init;
	__u64 cong_avoid_slow;
	__u64 cong_avoid_fast;
	__u64 gentle_init;
	__u64 gentle_cong_avoid;
	__u64 ssthresh;
	__u64 set_state;
	__u64 undo_cwnd;
} calls;

#define COUNT(callback) __sync_fetch_and_add(&calls.callback, 1)

/* Additive increase: one segment each time w of them were acknowledged. */
static void grow(struct tcp_sock *tp, __u32 w, __u32 acked)
{
	/* A window that the application does not fill says nothing about the path. */
	if (tp->snd_cwnd >= 2 * tp->max_packets_out)
		return;
	if (tp->snd_cwnd < tp->snd_ssthresh) {
		acked = tcp_slow_start(tp, acked);
		if (!acked)
			return;
	}
	tcp_cong_avoid_ai(tp, w ? w : 1, acked);
}

SEC("struct_ops/init")
void BPF_PROG(init, struct sock *sk)
{
	COUNT(init);
}

SEC("struct_ops/ssthresh")
__u32 BPF_PROG(ssthresh, struct sock *sk)
{
	__u32 half = ((struct tcp_sock *)sk)->snd_cwnd / 2;

	COUNT(ssthresh);
	return half > 2 ? half : 2;
}

SEC("struct_ops/cong_avoid_slow")
void BPF_PROG(cong_avoid_slow, struct sock *sk, __u32 ack, __u32 acked)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;

	COUNT(cong_avoid_slow);
	grow(tp, tp->snd_cwnd, acked);
}

/* Not in the initial value of tuned: TcpTuner.java puts it there. */
SEC("struct_ops/cong_avoid_fast")
void BPF_PROG(cong_avoid_fast, struct sock *sk, __u32 ack, __u32 acked)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;

	COUNT(cong_avoid_fast);
	grow(tp, tp->snd_cwnd / (growth > 0 ? (__u32)growth : 1), acked);
}

SEC("struct_ops/gentle_init")
void BPF_PROG(gentle_init, struct sock *sk)
{
	COUNT(gentle_init);
}

/* One segment in two round trips. */
SEC("struct_ops/gentle_cong_avoid")
void BPF_PROG(gentle_cong_avoid, struct sock *sk, __u32 ack, __u32 acked)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;

	COUNT(gentle_cong_avoid);
	grow(tp, 2 * tp->snd_cwnd, acked);
}

SEC("struct_ops/set_state")
void BPF_PROG(set_state, struct sock *sk, __u8 new_state)
{
	COUNT(set_state);
}

SEC("struct_ops/undo_cwnd")
__u32 BPF_PROG(undo_cwnd, struct sock *sk)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;

	COUNT(undo_cwnd);
	return tp->snd_cwnd > tp->prior_cwnd ? tp->snd_cwnd : tp->prior_cwnd;
}

SEC(STRUCT_OPS)
struct tcp_congestion_ops tuned = {
	.init = (void *)init,
	.ssthresh = (void *)ssthresh,
	.cong_avoid = (void *)cong_avoid_slow,
	.set_state = (void *)set_state,
	.undo_cwnd = (void *)undo_cwnd,
	.name = "bpf_tuned",
};

/* What takes the place of tuned: a link takes one of the same type and name only. */
SEC(STRUCT_OPS)
struct tcp_congestion_ops gentle = {
	.init = (void *)gentle_init,
	.ssthresh = (void *)ssthresh,
	.cong_avoid = (void *)gentle_cong_avoid,
	.set_state = (void *)set_state,
	.undo_cwnd = (void *)undo_cwnd,
	.name = "bpf_tuned",
};
