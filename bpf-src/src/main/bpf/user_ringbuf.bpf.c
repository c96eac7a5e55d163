// SPDX-License-Identifier: Apache-2.0
/* Drains a ring that user space writes, and answers each record in a ring of its own. */
#include "order.h"

char LICENSE[] SEC("license") = "GPL";

struct request {
	__u64 number;
	__u64 square;
};

struct {
	__uint(type, BPF_MAP_TYPE_USER_RINGBUF);
	__uint(max_entries, 4096);
} requests SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 65536);
} answers SEC(".maps");

/* What bpf_user_ringbuf_drain returned last: how many records, or an error. */
__s64 drained;

static long answer(struct bpf_dynptr *record, void *unused)
{
	struct request request;

	if (bpf_dynptr_read(&request, sizeof(request), record, 0, 0))
		return 0;
	request.square = request.number * request.number;
	bpf_ringbuf_output(&answers, &request, sizeof(request), 0);
	return 0;
}

SEC("raw_tp/sys_enter")
int order_drain(void *ctx)
{
	__u64 order = order_take();

	if (order) {
		drained = bpf_user_ringbuf_drain(&requests, answer, 0, 0);
		order_done(order);
	}
	return 0;
}
