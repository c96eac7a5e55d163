// SPDX-License-Identifier: Apache-2.0
/*
 * A scheduler with one queue for all CPUs, first in, first out. How long a turn is, which process
 * has longer ones, and how much longer are global variables, and user space changes them while
 * the scheduler runs.
 */
#include <stdbool.h>
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

/* Only the members used here: libbpf matches them with the kernel's by name. */
struct task_struct {
	int tgid;
} __attribute__((preserve_access_index));

struct scx_exit_info {
	const char *reason;
} __attribute__((preserve_access_index));

struct sched_ext_ops {
	__s32 (*select_cpu)(struct task_struct *p, __s32 prev_cpu, __u64 wake_flags);
	void (*enqueue)(struct task_struct *p, __u64 enq_flags);
	void (*dispatch)(__s32 cpu, struct task_struct *prev);
	__s32 (*init)(void);
	void (*exit)(struct scx_exit_info *info);
	char name[128];
} __attribute__((preserve_access_index));

/* The kernel's part: the last two have these names since Linux 6.13. */
extern __s32 scx_bpf_create_dsq(__u64 dsq_id, __s32 node) __ksym;
extern __s32 scx_bpf_select_cpu_dfl(struct task_struct *p, __s32 prev_cpu, __u64 wake_flags,
				    bool *is_idle) __ksym;
extern void scx_bpf_dsq_insert(struct task_struct *p, __u64 dsq_id, __u64 slice,
			       __u64 enq_flags) __ksym;
extern bool scx_bpf_dsq_move_to_local(__u64 dsq_id) __ksym;

/* enum scx_dsq_id_flags and linux/sched.h of the kernel. */
#define SCX_DSQ_LOCAL (1ULL << 63 | 2)
#define ANY_NODE (-1)

#define SHARED 0

char LICENSE[] SEC("license") = "GPL";

/* The knobs. Not const, so that they are no constants to the verifier. */
volatile __u64 slice_ns = 20 * 1000 * 1000; /* how long a task runs at a time */
volatile __s32 favourite; /* the number of the process with longer turns; 0: none */
volatile __u32 times = 1; /* how many times as long as those of the others */

/* Turns that tasks had to wait for, and those that found an idle CPU. */
struct turns {
	__u64 favourite, others, direct;
} turns;

/* Why the kernel has ended the scheduler; empty as long as it runs. */
char exit_reason[64];

static bool is_favourite(struct task_struct *p)
{
	return favourite && p->tgid == favourite;
}

static __u64 slice(struct task_struct *p)
{
	return is_favourite(p) ? slice_ns * times : slice_ns;
}

SEC("struct_ops/select_cpu")
__s32 BPF_PROG(select_cpu, struct task_struct *p, __s32 prev_cpu, __u64 wake_flags)
{
	bool is_idle = false;
	__s32 cpu = scx_bpf_select_cpu_dfl(p, prev_cpu, wake_flags, &is_idle);

	if (is_idle) {
		__sync_fetch_and_add(&turns.direct, 1);
		scx_bpf_dsq_insert(p, SCX_DSQ_LOCAL, slice(p), 0);
	}
	return cpu;
}

/* Not called for a task that select_cpu has given to a CPU. */
SEC("struct_ops/enqueue")
void BPF_PROG(enqueue, struct task_struct *p, __u64 enq_flags)
{
	__sync_fetch_and_add(is_favourite(p) ? &turns.favourite : &turns.others, 1);
	scx_bpf_dsq_insert(p, SHARED, slice(p), enq_flags);
}

/* The CPU has nothing to run. */
SEC("struct_ops/dispatch")
void BPF_PROG(dispatch, __s32 cpu, struct task_struct *prev)
{
	scx_bpf_dsq_move_to_local(SHARED);
}

SEC("struct_ops.s/start")
__s32 BPF_PROG(start)
{
	return scx_bpf_create_dsq(SHARED, ANY_NODE);
}

SEC("struct_ops/end")
void BPF_PROG(end, struct scx_exit_info *info)
{
	bpf_probe_read_kernel_str(exit_reason, sizeof(exit_reason), info->reason);
}

SEC(".struct_ops.link")
struct sched_ext_ops tunable = {
	.select_cpu = (void *)select_cpu,
	.enqueue = (void *)enqueue,
	.dispatch = (void *)dispatch,
	.init = (void *)start,
	.exit = (void *)end,
	.name = "tunable",
};
