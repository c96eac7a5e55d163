// SPDX-License-Identifier: Apache-2.0
/* Numbered records, as many as are ordered, in the perf buffers of the CPUs. */
#include "order.h"

char LICENSE[] SEC("license") = "GPL";

struct sample {
	__u64 number;
	__u32 cpu;
};

__u64 next_number;

/* An enum of one byte, for those who go through all kinds of variables. */
enum __attribute__((packed)) level { LEVEL_LOW, LEVEL_HIGH = 200 };
enum level level;

struct {
	__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
	__type(key, __u32);
	__type(value, __u32);
} samples SEC(".maps");

SEC("raw_tp/sys_enter")
int order_samples(void *ctx)
{
	__u64 order = order_take();
	__u64 count = order_get(ORDER_COUNT);

	if (!order)
		return 0;
	/* What does not fit is lost, and the kernel counts it. */
	for (__u32 i = 0; i < 4096 && i < count; i++) {
		struct sample sample = { .number = next_number++, .cpu = bpf_get_smp_processor_id() };

		bpf_perf_event_output(ctx, &samples, BPF_F_CURRENT_CPU, &sample, sizeof(sample));
	}
	order_done(order);
	return 0;
}

/* Samples whose bits are all set, and of which only the first bytes are sent: 0 to 15. */
SEC("raw_tp/sys_enter")
int order_short(void *ctx)
{
	__u64 order = order_take();
	__u64 count = order_get(ORDER_COUNT);
	__u64 size = order_get(ORDER_ARGUMENT) & 15;
	__u64 sample[2] = { -1, -1 };

	if (!order)
		return 0;
	for (__u32 i = 0; i < 4096 && i < count; i++)
		bpf_perf_event_output(ctx, &samples, BPF_F_CURRENT_CPU, sample, size);
	order_done(order);
	return 0;
}
