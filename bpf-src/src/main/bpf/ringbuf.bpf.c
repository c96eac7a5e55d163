// SPDX-License-Identifier: Apache-2.0
/* Numbered records, as many as are ordered, in two ring buffers. */
#include "order.h"

char LICENSE[] SEC("license") = "GPL";

#define MAX_SIZE 1024

struct numbered {
	__u64 number;
	__u64 time;
	__u32 cpu;
	__u16 half;
	__u8 byte;
	_Bool even;
	__s64 negative;
	__u64 padding[4];
};

__u64 next_number;
__u64 dropped;

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 65536);
} numbered SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} varied SEC(".maps");

/* A record of 64 bytes; of `every` the last one is reserved and then discarded. */
static long send_numbered(__u32 i, __u32 *every)
{
	struct numbered *record = bpf_ringbuf_reserve(&numbered, sizeof(*record), 0);
	__u64 number = next_number++;

	if (!record) {
		dropped++;
		return 0;
	}
	record->number = number;
	record->time = bpf_ktime_get_ns();
	record->cpu = bpf_get_smp_processor_id();
	record->half = number;
	record->byte = number;
	record->even = !(number & 1);
	record->negative = -(__s64)number;
	if (*every && number % *every == *every - 1)
		bpf_ringbuf_discard(record, 0);
	else
		bpf_ringbuf_submit(record, 0);
	return 0;
}

/* A record of 1 to 1024 bytes, each the low byte of its length. */
static char bytes[MAX_SIZE];
__u32 next_size;

static long fill(__u32 i, __u8 *value)
{
	if (i < MAX_SIZE)
		bytes[i] = *value;
	return 0;
}

static long send_varied(__u32 i, void *unused)
{
	__u32 size = (next_size++ & (MAX_SIZE - 1)) + 1;
	__u8 value = size;

	bpf_loop(size, fill, &value, 0);
	if (bpf_ringbuf_output(&varied, bytes, size, 0))
		dropped++;
	return 0;
}

SEC("raw_tp/sys_enter")
int order_numbered(void *ctx)
{
	__u64 order = order_take();
	__u32 every = order_get(ORDER_ARGUMENT);

	if (order) {
		bpf_loop(order_get(ORDER_COUNT), send_numbered, &every, 0);
		order_done(order);
	}
	return 0;
}

SEC("raw_tp/sys_enter")
int order_varied(void *ctx)
{
	__u64 order = order_take();

	if (order) {
		bpf_loop(order_get(ORDER_COUNT), send_varied, 0, 0);
		order_done(order);
	}
	return 0;
}
