// SPDX-License-Identifier: Apache-2.0
/* Maps of the kinds that any program may use, and a program for each that uses it. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

#define MAP(name, map_type, entries, key_type, value_type) \
	struct {                                           \
		__uint(type, map_type);                    \
		__uint(max_entries, entries);              \
		__type(key, key_type);                     \
		__type(value, value_type);                 \
	} name SEC(".maps")

/* Programs do their work in the thread of this name, at this system call alone. */
struct caller {
	char thread[16];
	__u64 system_call;
};

struct flow {
	__u32 source;
	__u16 port; /* and two bytes of padding */
};

struct traffic {
	__u64 packets;
	__u32 bytes;
};

struct prefix {
	__u32 prefixlen;
	__u8 address[4];
};

MAP(caller, BPF_MAP_TYPE_ARRAY, 1, __u32, struct caller);
MAP(counts, BPF_MAP_TYPE_HASH, 1024, __u32, __u64);
MAP(flows, BPF_MAP_TYPE_HASH, 64, struct flow, struct traffic);
MAP(recent, BPF_MAP_TYPE_LRU_HASH, 1024, __u32, __u64);
MAP(counts_by_cpu, BPF_MAP_TYPE_PERCPU_HASH, 1024, __u32, __u32);
MAP(recent_by_cpu, BPF_MAP_TYPE_LRU_PERCPU_HASH, 1024, __u32, __u64);
MAP(slots, BPF_MAP_TYPE_ARRAY, 16, __u32, __u64);
MAP(slots_by_cpu, BPF_MAP_TYPE_PERCPU_ARRAY, 4, __u32, __u64);

struct {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 1024);
	__type(key, struct prefix);
	__type(value, __u32);
} routes SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_QUEUE);
	__uint(max_entries, 4);
	__type(value, __u32);
} jobs SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_STACK);
	__uint(max_entries, 4);
	__type(value, struct traffic);
} undo SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_BLOOM_FILTER);
	__uint(max_entries, 1000);
	__uint(map_extra, 3);
	__type(value, __u64);
} seen SEC(".maps");

struct inner {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
};

struct inner first_inner SEC(".maps"), second_inner SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
	__uint(max_entries, 4);
	__type(key, __u32);
	__array(values, struct inner);
} tables SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH_OF_MAPS);
	__uint(max_entries, 4);
	__type(key, __u64);
	__array(values, struct inner);
} tables_by_id SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 2);
	__uint(key_size, sizeof(__u32));
	__uint(value_size, sizeof(__u32));
} next SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_CGROUP_ARRAY);
	__uint(max_entries, 1);
	__uint(key_size, sizeof(__u32));
	__uint(value_size, sizeof(__u32));
} groups SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_STACK_TRACE);
	__uint(max_entries, 64);
	__uint(key_size, sizeof(__u32));
	__uint(value_size, 32 * sizeof(__u64));
} stacks SEC(".maps");

static int is_ours(struct bpf_raw_tracepoint_args *ctx)
{
	__u32 key = 0;
	struct caller *wanted = bpf_map_lookup_elem(&caller, &key);
	char thread[16];

	if (!wanted || wanted->system_call != ctx->args[1])
		return 0;
	bpf_get_current_comm(thread, sizeof(thread));
	for (int i = 0; i < 16; i++)
		if (thread[i] != wanted->thread[i])
			return 0;
	return 1;
}

#define PROGRAM(name)                              \
	SEC("raw_tp/sys_enter")                    \
	int name(struct bpf_raw_tracepoint_args *ctx)

static void add(void *map, __u32 key)
{
	__u64 one = 1, *count = bpf_map_lookup_elem(map, &key);

	if (count)
		__sync_fetch_and_add(count, 1);
	else
		bpf_map_update_elem(map, &key, &one, BPF_NOEXIST);
}

PROGRAM(use_counts)
{
	if (is_ours(ctx))
		add(&counts, 7);
	return 0;
}

PROGRAM(use_recent)
{
	if (is_ours(ctx))
		add(&recent, 7);
	return 0;
}

PROGRAM(use_flows)
{
	struct flow flow = { .source = 0x7f000001, .port = 443 };
	struct traffic *traffic;

	if (!is_ours(ctx))
		return 0;
	traffic = bpf_map_lookup_elem(&flows, &flow);
	if (traffic) {
		traffic->packets++;
		traffic->bytes += 1500;
	}
	return 0;
}

PROGRAM(use_by_cpu)
{
	__u32 key = 1, *count;
	__u64 *slot, *last;

	if (!is_ours(ctx))
		return 0;
	count = bpf_map_lookup_elem(&counts_by_cpu, &key);
	if (count)
		*count += 1;
	slot = bpf_map_lookup_elem(&slots_by_cpu, &key);
	if (slot)
		*slot += 1;
	last = bpf_map_lookup_elem(&recent_by_cpu, &key);
	if (last)
		*last += 1;
	return 0;
}

PROGRAM(use_slots)
{
	if (is_ours(ctx))
		add(&slots, 3);
	return 0;
}

PROGRAM(use_routes)
{
	struct prefix local = { .prefixlen = 32, .address = { 127, 0, 0, 1 } };
	__u32 *route, key = 0;

	if (!is_ours(ctx))
		return 0;
	route = bpf_map_lookup_elem(&routes, &local);
	if (route) {
		__u64 found = *route;

		bpf_map_update_elem(&slots, &key, &found, BPF_ANY);
	}
	return 0;
}

/* Takes a job, and leaves what it did where it can be undone. */
PROGRAM(use_queues)
{
	struct traffic done = { .packets = 1 };

	if (is_ours(ctx) && !bpf_map_pop_elem(&jobs, &done.bytes))
		bpf_map_push_elem(&undo, &done, BPF_ANY);
	return 0;
}

PROGRAM(use_seen)
{
	__u64 value = 42;

	if (is_ours(ctx))
		bpf_map_push_elem(&seen, &value, BPF_ANY);
	return 0;
}

PROGRAM(use_tables)
{
	__u32 index = 1;
	__u64 id = 9;
	void *table;

	if (!is_ours(ctx))
		return 0;
	table = bpf_map_lookup_elem(&tables, &index);
	if (table)
		add(table, 0);
	table = bpf_map_lookup_elem(&tables_by_id, &id);
	if (table)
		add(table, 0);
	return 0;
}

PROGRAM(use_next)
{
	if (is_ours(ctx)) {
		bpf_tail_call(ctx, &next, 1);
		add(&counts, 1); /* reached only without a program there */
	}
	return 0;
}

PROGRAM(called_next)
{
	add(&counts, 2);
	return 0;
}

PROGRAM(use_groups)
{
	if (is_ours(ctx) && bpf_current_task_under_cgroup(&groups, 0) == 1)
		add(&counts, 3);
	return 0;
}

PROGRAM(use_stacks)
{
	__u32 key = 0;
	__u64 id;

	if (is_ours(ctx)) {
		id = bpf_get_stackid(ctx, &stacks, BPF_F_USER_STACK);
		bpf_map_update_elem(&slots, &key, &id, BPF_ANY);
	}
	return 0;
}
