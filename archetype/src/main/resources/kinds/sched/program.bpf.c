/* A scheduler with one queue for all CPUs: first in, first out. Needs Linux 6.13. */
#include <stdbool.h>
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

char LICENSE[] SEC("license") = "GPL";

/* Only the members used here: libbpf matches them with the kernel's by name. */
struct task_struct {
	int pid;
} __attribute__((preserve_access_index));

struct sched_ext_ops {
	void (*enqueue)(struct task_struct *p, __u64 enq_flags);
	void (*dispatch)(__s32 cpu, struct task_struct *prev);
	__s32 (*init)(void);
	char name[128];
} __attribute__((preserve_access_index));

/* The kernel's part. */
extern __s32 scx_bpf_create_dsq(__u64 dsq_id, __s32 node) __ksym;
extern void scx_bpf_dsq_insert(struct task_struct *p, __u64 dsq_id, __u64 slice,
			       __u64 enq_flags) __ksym;
extern bool scx_bpf_dsq_move_to_local(__u64 dsq_id) __ksym;

#define QUEUE 0
#define ANY_NODE (-1)

/* How long a task runs at a time; Java may change it at any time. */
__u64 slice_ns = 20 * 1000 * 1000;

/* Tasks that were put into the queue. */
__u64 queued;

SEC("struct_ops/enqueue")
void BPF_PROG(enqueue, struct task_struct *p, __u64 enq_flags)
{
	__sync_fetch_and_add(&queued, 1);
	scx_bpf_dsq_insert(p, QUEUE, slice_ns, enq_flags);
}

/* The CPU has nothing to run. */
SEC("struct_ops/dispatch")
void BPF_PROG(dispatch, __s32 cpu, struct task_struct *prev)
{
	scx_bpf_dsq_move_to_local(QUEUE);
}

SEC("struct_ops.s/start")
__s32 BPF_PROG(start)
{
	return scx_bpf_create_dsq(QUEUE, ANY_NODE);
}

SEC(".struct_ops.link")
struct sched_ext_ops fifo = {
	.enqueue = (void *)enqueue,
	.dispatch = (void *)dispatch,
	.init = (void *)start,
	.name = "fifo",
};
