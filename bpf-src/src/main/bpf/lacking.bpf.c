// SPDX-License-Identifier: Apache-2.0
/* Calls a function that no kernel has. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

extern int bpfskel_no_such_function(void) __ksym;

SEC("xdp")
int on_xdp(struct xdp_md *ctx)
{
	return bpfskel_no_such_function();
}
