// SPDX-License-Identifier: Apache-2.0
/* What programs and many threads of user space change at the same time. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

__u64 sum;
__u32 small_sum;

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 65536);
	__type(key, __u32);
	__type(value, __u64);
} owners SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
} total SEC(".maps");

/* The context of the program. */
struct addition {
	__u32 times;
};

static long add_one(__u32 i, void *unused)
{
	__u32 key = 0;
	__u64 *value = bpf_map_lookup_elem(&total, &key);

	__sync_fetch_and_add(&sum, 1);
	__sync_fetch_and_add(&small_sum, 1);
	if (value)
		__sync_fetch_and_add(value, 1);
	return 0;
}

SEC("syscall")
int add(struct addition *addition)
{
	bpf_loop(addition->times, add_one, 0, 0);
	return 0;
}
