// SPDX-License-Identifier: Apache-2.0
/* A section that libbpf knows since 1.5. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

SEC("kprobe.session/do_nanosleep")
int on_sleep(void *ctx)
{
	return 0;
}
