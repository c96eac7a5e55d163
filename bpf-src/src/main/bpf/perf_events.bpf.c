// SPDX-License-Identifier: Apache-2.0
/* Numbered records, as many as are ordered, in the perf buffers of the CPUs. */
#include "order.h"

char LICENSE[] SEC("license") = "GPL";

struct sample {
	__u64 number;
	__u32 cpu;
};

__u64 next_number;

struct {
	__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
	__type(key, __u32);
	__type(value, __u32);
} samples SEC(".maps");

static long send_sample(__u32 i, void **ctx)
{
	struct sample sample = { .number = next_number++, .cpu = bpf_get_smp_processor_id() };

	/* What does not fit is lost, and the kernel counts it. */
	bpf_perf_event_output(*ctx, &samples, BPF_F_CURRENT_CPU, &sample, sizeof(sample));
	return 0;
}

SEC("raw_tp/sys_enter")
int order_samples(void *ctx)
{
	struct order *order = take_order();

	if (order) {
		__u32 count = order->count;

		for (__u32 i = 0; i < 4096 && i < count; i++)
			send_sample(i, &ctx);
		order->done = 1;
	}
	return 0;
}
