// SPDX-License-Identifier: Apache-2.0
/* Maps whose keys and values have sizes alone, and a struct that only a program's code has. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

struct seen {
	__u64 length;
	char label[8];
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 16);
	__uint(key_size, sizeof(__u32));
	__uint(value_size, sizeof(struct seen));
} seen SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 16);
	__uint(key_size, 4);
	__uint(value_size, 8);
} unnamed SEC(".maps");

SEC("xdp")
int see(struct xdp_md *ctx)
{
	__u32 length = ctx->data_end - ctx->data;
	struct seen value = { .length = length, .label = "seen" };

	bpf_map_update_elem(&seen, &length, &value, BPF_ANY);
	return bpf_map_lookup_elem(&unnamed, &length) ? XDP_DROP : XDP_PASS;
}
