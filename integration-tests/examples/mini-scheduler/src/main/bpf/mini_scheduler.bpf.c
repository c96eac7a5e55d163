// SPDX-License-Identifier: Apache-2.0
/* A scheduler with one queue for all CPUs: first in, first out, with time slices by weight. */
#include <stdbool.h>
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

/* Only the members used here: libbpf matches them with the kernel's by name. */
struct sched_ext_entity {
	__u32 weight;
} __attribute__((preserve_access_index));

struct task_struct {
	struct sched_ext_entity scx;
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
#define USUAL_WEIGHT 100 /* of a task that is not nice */

char LICENSE[] SEC("license") = "GPL";

/* How long a task of the usual weight runs at a time. */
const volatile __u64 slice_ns = 20 * 1000 * 1000;

/* Why the kernel has ended the scheduler; empty as long as it runs. */
char exit_reason[64];

struct stats {
	__u64 direct; /* tasks given to an idle CPU as they woke up */
	__u64 queued; /* tasks put at the end of the queue */
	__u64 taken; /* tasks that a CPU took from the front */
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct stats);
} stats SEC(".maps");

/* Of the CPU that the program runs on: nobody else writes to them. */
#define COUNT(member)                                                     \
	do {                                                              \
		__u32 first = 0;                                          \
		struct stats *mine = bpf_map_lookup_elem(&stats, &first); \
		if (mine)                                                 \
			mine->member++;                                   \
	} while (0)

static __u64 slice(struct task_struct *p)
{
	return slice_ns * p->scx.weight / USUAL_WEIGHT;
}

SEC("struct_ops/select_cpu")
__s32 BPF_PROG(select_cpu, struct task_struct *p, __s32 prev_cpu, __u64 wake_flags)
{
	bool is_idle = false;
	__s32 cpu = scx_bpf_select_cpu_dfl(p, prev_cpu, wake_flags, &is_idle);

	if (is_idle) {
		COUNT(direct);
		scx_bpf_dsq_insert(p, SCX_DSQ_LOCAL, slice(p), 0);
	}
	return cpu;
}

/* Not called for a task that select_cpu has given to a CPU. */
SEC("struct_ops/enqueue")
void BPF_PROG(enqueue, struct task_struct *p, __u64 enq_flags)
{
	COUNT(queued);
	scx_bpf_dsq_insert(p, SHARED, slice(p), enq_flags);
}

/* The CPU has nothing to run. */
SEC("struct_ops/dispatch")
void BPF_PROG(dispatch, __s32 cpu, struct task_struct *prev)
{
	if (scx_bpf_dsq_move_to_local(SHARED))
		COUNT(taken);
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
struct sched_ext_ops mini = {
	.select_cpu = (void *)select_cpu,
	.enqueue = (void *)enqueue,
	.dispatch = (void *)dispatch,
	.init = (void *)start,
	.exit = (void *)end,
	.name = "mini",
};
