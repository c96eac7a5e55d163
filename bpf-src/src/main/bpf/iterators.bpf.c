// SPDX-License-Identifier: Apache-2.0
/* Programs that write what the kernel walks over, as text and as bytes. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

/* Only the members used here: libbpf matches them with the kernel's by name. */
struct seq_file;

struct bpf_iter_meta {
	struct seq_file *seq;
	unsigned long long seq_num;
} __attribute__((preserve_access_index));

struct task_struct {
	int pid;
	int tgid;
} __attribute__((preserve_access_index));

struct bpf_iter__task {
	struct bpf_iter_meta *meta;
	struct task_struct *task;
} __attribute__((preserve_access_index));

struct bpf_iter__bpf_map_elem {
	struct bpf_iter_meta *meta;
	void *map;
	void *key;
	void *value;
} __attribute__((preserve_access_index));

struct kernfs_node {
	unsigned long long id;
} __attribute__((preserve_access_index));

struct cgroup {
	struct kernfs_node *kn;
} __attribute__((preserve_access_index));

struct bpf_iter__cgroup {
	struct bpf_iter_meta *meta;
	struct cgroup *cgroup;
} __attribute__((preserve_access_index));

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1000);
	__type(key, __u32);
	__type(value, __u64);
} numbers SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_QUEUE);
	__uint(max_entries, 1);
	__type(value, __u64);
} queue SEC(".maps");

SEC("iter/task")
int dump_task(struct bpf_iter__task *ctx)
{
	static const char line[] = "%d of %d\n";
	struct task_struct *task = ctx->task;
	unsigned long long arguments[2];

	if (!task)
		return 0;
	arguments[0] = task->pid;
	arguments[1] = task->tgid;
	bpf_seq_printf(ctx->meta->seq, line, sizeof(line), arguments, sizeof(arguments));
	return 0;
}

/* Some kernels refuse to load it. */
SEC("?iter/bpf_map_elem")
int dump_element(struct bpf_iter__bpf_map_elem *ctx)
{
	unsigned long long *value = ctx->value;
	unsigned long long twice;

	if (!value)
		return 0;
	twice = 2 * *value;
	bpf_seq_write(ctx->meta->seq, &twice, sizeof(twice));
	return 0;
}

SEC("?iter/cgroup")
int dump_cgroup(struct bpf_iter__cgroup *ctx)
{
	static const char line[] = "%llu\n";
	struct cgroup *cgroup = ctx->cgroup;
	unsigned long long id;

	if (!cgroup)
		return 0;
	id = cgroup->kn->id;
	bpf_seq_printf(ctx->meta->seq, line, sizeof(line), &id, sizeof(id));
	return 0;
}
