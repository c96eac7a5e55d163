// SPDX-License-Identifier: Apache-2.0
/* Arrays that user space maps. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

struct cell {
	__u32 hits;
	char label[8];
};

#define MAPPED(name, value_type)                       \
	struct {                                       \
		__uint(type, BPF_MAP_TYPE_ARRAY);      \
		__uint(map_flags, BPF_F_MMAPABLE);     \
		__uint(max_entries, 1000);             \
		__type(key, __u32);                    \
		__type(value, value_type);             \
	} name SEC(".maps")

MAPPED(longs, __u64);
MAPPED(ints, __u32);
MAPPED(cells, struct cell);

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u64);
} unmapped SEC(".maps");

SEC("xdp")
int touch(struct xdp_md *ctx)
{
	__u32 last = 999;
	__u64 *number = bpf_map_lookup_elem(&longs, &last);
	__u32 *half = bpf_map_lookup_elem(&ints, &last);
	struct cell *cell = bpf_map_lookup_elem(&cells, &last);

	if (!number || !half || !cell || bpf_map_lookup_elem(&unmapped, &last))
		return XDP_ABORTED;
	*number += 1;
	*half += 2;
	cell->hits += 3;
	__builtin_memcpy(cell->label, "touched", 8);
	return XDP_PASS;
}
