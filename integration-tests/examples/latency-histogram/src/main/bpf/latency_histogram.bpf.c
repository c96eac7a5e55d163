// SPDX-License-Identifier: Apache-2.0
/*
 * How long tasks that could run had to wait for a CPU: counts by the power of two of the
 * microseconds. By raw tracepoints, which need neither tracefs nor trampolines.
 */
#include <linux/bpf.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

/* Only the members used here: libbpf matches them with the kernel's by name. */
struct task_struct {
	int pid;
	int tgid;
} __attribute__((preserve_access_index));

#define SLOTS 27 /* the last is of a minute and more */
#define TASK_RUNNING 0

char LICENSE[] SEC("license") = "GPL";

/* The process whose tasks are measured; 0: all of the machine. */
const volatile __s32 process;

/* When a task that does not run became able to. */
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 16384);
	__type(key, __s32);
	__type(value, __u64);
} waiting SEC(".maps");

/* How many waits took 2^n to 2^(n+1) microseconds, or less than 2 if n is 0. */
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, SLOTS);
	__type(key, __u32);
	__type(value, __u64);
} waits SEC(".maps");

static void begin(struct task_struct *task)
{
	__s32 pid = BPF_CORE_READ(task, pid);
	__u64 now = bpf_ktime_get_ns();

	/* 0 is what a CPU does when there is nothing to do. */
	if (pid && (!process || BPF_CORE_READ(task, tgid) == process))
		bpf_map_update_elem(&waiting, &pid, &now, BPF_ANY);
}

static __u32 slot_of(__u64 microseconds)
{
	__u32 slot;

	for (slot = 0; slot < SLOTS - 1 && microseconds > 1; slot++)
		microseconds >>= 1;
	return slot;
}

static void end(struct task_struct *task)
{
	__s32 pid = BPF_CORE_READ(task, pid);
	__u64 *since = bpf_map_lookup_elem(&waiting, &pid);
	__u64 *count;
	__u32 slot;

	if (!since)
		return;
	slot = slot_of((bpf_ktime_get_ns() - *since) / 1000);
	bpf_map_delete_elem(&waiting, &pid);
	count = bpf_map_lookup_elem(&waits, &slot);
	if (count)
		(*count)++; /* of this CPU: nobody else writes to it */
}

/* The task that can run now. */
SEC("raw_tp/sched_wakeup")
int on_wakeup(struct bpf_raw_tracepoint_args *args)
{
	begin((void *)args->args[0]);
	return 0;
}

SEC("raw_tp/sched_wakeup_new")
int on_first_wakeup(struct bpf_raw_tracepoint_args *args)
{
	begin((void *)args->args[0]);
	return 0;
}

/* Whether it was preempted, the task that ran, the next one, and what the former wanted to do. */
SEC("raw_tp/sched_switch")
int on_switch(struct bpf_raw_tracepoint_args *args)
{
	if (args->args[0] || args->args[3] == TASK_RUNNING)
		begin((void *)args->args[1]);
	end((void *)args->args[2]);
	return 0;
}
