// SPDX-License-Identifier: Apache-2.0
/* A function that takes the place of one in another program. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

int verdict_runs;

/* Which function is said at run time. */
SEC("freplace")
int new_verdict(struct xdp_md *ctx)
{
	__sync_fetch_and_add(&verdict_runs, 1);
	return XDP_PASS;
}
