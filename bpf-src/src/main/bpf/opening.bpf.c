// SPDX-License-Identifier: Apache-2.0
/* What options of open change: kernel configuration, pinned maps, types for CO-RE. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>

char LICENSE[] SEC("license") = "GPL";

/* In no kernel's configuration. */
extern int CONFIG_BPFSKEL_NUMBER __kconfig __weak;

/* In no kernel's types. */
struct bpfskel_made_up {
	int here;
} __attribute__((preserve_access_index));

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
	__uint(pinning, LIBBPF_PIN_BY_NAME);
} pinned SEC(".maps");

int calls;

SEC("syscall")
int number(void *ctx)
{
	calls++;
	return CONFIG_BPFSKEL_NUMBER;
}

SEC("syscall")
int offset(void *ctx)
{
	__u32 key = 0;

	bpf_map_lookup_elem(&pinned, &key);
	return bpf_core_type_exists(struct bpfskel_made_up) ?
	       bpf_core_field_offset(struct bpfskel_made_up, here) : -1;
}
