// SPDX-License-Identifier: Apache-2.0
/* What a skeleton has besides struct_ops: maps, programs and data sections of many kinds. */
#include <linux/bpf.h>
#include <stdbool.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

/* --- globals ------------------------------------------------------------------------ */

extern int LINUX_KERNEL_VERSION __kconfig;

struct settings {
	unsigned int limit;
	bool verbose;
};

/* .data, .bss and .rodata */
int threshold = 10;
struct settings settings = { .limit = 100, .verbose = true };
unsigned long long packets;
long long by_protocol[4];
const volatile unsigned short port = 8080;
const volatile bool dry_run = false;

/* Sections of their own, each a map of its own. */
int custom SEC(".data.custom_section") = 5;
unsigned long long custom_bss SEC(".bss.custom_section"); /* libbpf shortens this map's name */
const char names[2][8] SEC(".rodata.strings_of_names") = { "first", "second" };

/* In the sections, but no part of the skeleton. */
static volatile int private_calls = 1;
__hidden int hidden_calls = 2;

/* --- maps --------------------------------------------------------------------------- */

struct flow {
	__u32 source;
	__u32 destination;
	__u16 port;
};

struct traffic {
	__u64 packets;
	__u64 bytes;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, struct flow);
	__type(value, struct traffic);
} flows SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 64);
	__type(key, __u64);
	__type(value, char[8]);
} recent SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, __u64);
} per_cpu SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_QUEUE);
	__uint(max_entries, 8);
	__type(value, __u32);
} pending SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} events SEC(".maps");

struct inner {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u32);
} inner SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
	__uint(max_entries, 2);
	__type(key, __u32);
	__array(values, struct inner);
} outer SEC(".maps") = {
	.values = { [1] = &inner },
};

/* --- programs ----------------------------------------------------------------------- */

/* Subprograms: in .text, and no programs of the skeleton. */
static __noinline int over_threshold(int value)
{
	private_calls++;
	return value > threshold;
}

__noinline int classify(int value)
{
	hidden_calls++;
	return value < 4 ? value : 3;
}

static void count(__u32 length)
{
	__u32 key = 0;
	__u64 *value = bpf_map_lookup_elem(&per_cpu, &key);

	if (value)
		*value += 1;
	packets++;
	custom_bss += length;
}

SEC("socket")
int on_socket(struct __sk_buff *skb)
{
	struct flow flow = { .port = port };
	struct traffic once = { .packets = 1, .bytes = skb->len };
	struct traffic *seen = bpf_map_lookup_elem(&flows, &flow);

	count(skb->len);
	if (!seen)
		bpf_map_update_elem(&flows, &flow, &once, BPF_ANY);
	else
		__sync_fetch_and_add(&seen->bytes, skb->len);
	return over_threshold(skb->len) ? skb->len : 0;
}

SEC("xdp")
int on_xdp(struct xdp_md *ctx)
{
	__u32 length = ctx->data_end - ctx->data;

	count(length);
	by_protocol[classify(custom) & 3]++;
	return settings.verbose && dry_run ? XDP_DROP : XDP_PASS;
}

SEC("cgroup_skb/egress")
int on_egress(struct __sk_buff *skb)
{
	__u64 key = skb->ifindex;

	bpf_map_update_elem(&recent, &key, names[custom & 1], BPF_ANY);
	return 1;
}

SEC("tc")
int on_tc(struct __sk_buff *skb)
{
	__u32 length = skb->len;

	bpf_map_push_elem(&pending, &length, BPF_EXIST);
	return 0;
}

SEC("raw_tp/sys_enter")
int on_sys_enter(struct bpf_raw_tracepoint_args *ctx)
{
	int version = LINUX_KERNEL_VERSION;

	bpf_ringbuf_output(&events, &version, sizeof(version), BPF_RB_NO_WAKEUP);
	return 0;
}

/* The question mark: loaded only by who switches its autoload on. */
SEC("?tp/syscalls/sys_enter_getpid")
int on_getpid(void *ctx)
{
	__u32 key = 1;
	void *map = bpf_map_lookup_elem(&outer, &key);
	__u32 *value;

	key = 0;
	value = map ? bpf_map_lookup_elem(map, &key) : 0;
	if (value)
		__sync_fetch_and_add(value, 1);
	return 0;
}
