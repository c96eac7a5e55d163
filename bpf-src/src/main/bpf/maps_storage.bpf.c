// SPDX-License-Identifier: Apache-2.0
/* Values that live with threads, cgroups, inodes and sockets. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

/* BPF_MAP_TYPE_CGRP_STORAGE, which the kernel's headers have since Linux 6.2. */
#define CGRP_STORAGE 32

#define STORAGE(name, map_type)                     \
	struct {                                    \
		__uint(type, map_type);             \
		__uint(map_flags, BPF_F_NO_PREALLOC); \
		__type(key, int);                   \
		__type(value, __u64);               \
	} name SEC(".maps")

STORAGE(of_task, BPF_MAP_TYPE_TASK_STORAGE);
STORAGE(of_cgroup, CGRP_STORAGE);
STORAGE(of_inode, BPF_MAP_TYPE_INODE_STORAGE);
STORAGE(of_socket, BPF_MAP_TYPE_SK_STORAGE);

struct {
	__uint(type, BPF_MAP_TYPE_CGROUP_STORAGE);
	__type(key, struct bpf_cgroup_storage_key);
	__type(value, __u64);
} of_attachment SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE);
	__type(key, struct bpf_cgroup_storage_key);
	__type(value, __u32);
} of_attachment_by_cpu SEC(".maps");

struct cgroup {
} __attribute__((preserve_access_index));

struct css_set {
	struct cgroup *dfl_cgrp;
} __attribute__((preserve_access_index));

struct task_struct {
	struct css_set *cgroups;
} __attribute__((preserve_access_index));

void bpf_rcu_read_lock(void) __ksym;
void bpf_rcu_read_unlock(void) __ksym;

/* Counts the system calls of threads that have a value. */
SEC("raw_tp/sys_enter")
int use_of_task(void *ctx)
{
	__u64 *count = bpf_task_storage_get(&of_task, bpf_get_current_task_btf(), 0, 0);

	if (count)
		__sync_fetch_and_add(count, 1);
	return 0;
}

/* Counts the system calls of cgroups that have a value. */
SEC("raw_tp/sys_enter")
int use_of_cgroup(void *ctx)
{
	struct task_struct *task = bpf_get_current_task_btf();
	__u64 *count;

	bpf_rcu_read_lock();
	count = bpf_cgrp_storage_get(&of_cgroup, task->cgroups->dfl_cgrp, 0, 0);
	if (count)
		__sync_fetch_and_add(count, 1);
	bpf_rcu_read_unlock();
	return 0;
}

/* Counts what leaves sockets that have a value, and each cgroup it is attached to. */
SEC("cgroup_skb/egress")
int use_of_socket(struct __sk_buff *skb)
{
	struct bpf_sock *socket = skb->sk;
	__u64 *count = bpf_get_local_storage(&of_attachment, 0);
	__u32 *here = bpf_get_local_storage(&of_attachment_by_cpu, 0);

	__sync_fetch_and_add(count, 1);
	*here += 1;
	socket = socket ? bpf_sk_fullsock(socket) : 0;
	count = socket ? bpf_sk_storage_get(&of_socket, socket, 0, 0) : 0;
	if (count)
		__sync_fetch_and_add(count, skb->len);
	return 1;
}
