// SPDX-License-Identifier: Apache-2.0
/* The least sched_ext scheduler: it counts its start and end, the kernel's defaults schedule. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

struct scx_exit_info;

/* Only the members used here: libbpf matches them with the kernel's by name. */
struct sched_ext_ops {
	__s32 (*init)(void);
	void (*exit)(struct scx_exit_info *info);
	__u64 flags;
	__u32 timeout_ms;
	char name[128];
} __attribute__((preserve_access_index));

char LICENSE[] SEC("license") = "GPL";

int inits, exits;

SEC("struct_ops.s/start")
__s32 BPF_PROG(start)
{
	__sync_fetch_and_add(&inits, 1);
	return 0;
}

SEC("struct_ops/end")
void BPF_PROG(end, struct scx_exit_info *info)
{
	__sync_fetch_and_add(&exits, 1);
}

SEC(".struct_ops.link")
struct sched_ext_ops scheduler = {
	.init = (void *)start,
	.exit = (void *)end,
	.timeout_ms = 5000,
	.name = "minimal",
};
