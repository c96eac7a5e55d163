// SPDX-License-Identifier: Apache-2.0
/* Programs that the verifier accepts, and some that it refuses, each for another reason. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

SEC("xdp")
int accepted(struct xdp_md *ctx)
{
	return XDP_PASS;
}

/* Reads a packet that may have no byte. */
SEC("?xdp")
int out_of_bounds(struct xdp_md *ctx)
{
	return *(__u8 *)(long)ctx->data;
}

/* Takes a path of many steps before it does the same: a long log. */
SEC("?xdp")
int long_way(struct xdp_md *ctx)
{
	volatile int sum = 0;

	for (int i = 0; i < 100; i++)
		sum += i;
	return *(__u8 *)(long)ctx->data + sum;
}

/* Accepted, but a long read: each turn of the loop is checked for itself. */
SEC("?xdp")
int many_steps(struct xdp_md *ctx)
{
	volatile int sum = 0;

	for (int i = 0; i < 8000; i++)
		sum += i;
	return sum & 1 ? XDP_PASS : XDP_DROP;
}

/* Does not end. */
SEC("?xdp")
int endless(struct xdp_md *ctx)
{
	volatile int zero = 0;

	while (!zero)
		;
	return XDP_PASS;
}

static __noinline int first_byte(struct xdp_md *ctx)
{
	return *(__u8 *)(long)ctx->data;
}

static __noinline int one_more(struct xdp_md *ctx)
{
	return ctx->rx_queue_index + 1;
}

/* Does the same in a function that it calls. */
SEC("?xdp")
int in_function(struct xdp_md *ctx)
{
	return one_more(ctx) + first_byte(ctx);
}
