/* SPDX-License-Identifier: Apache-2.0 */
/* How a test makes a program do something once: it writes an order, and the next system call of
 * whatever process, usually the test's own that looks whether it is done, carries it out. */
#ifndef ORDER_H
#define ORDER_H

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct order {
	__u32 pending; /* 1 until a system call takes it */
	__u32 done; /* 1 afterwards */
	__u32 count;
	__u32 argument; /* what each program makes of it */
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct order);
} orders SEC(".maps");

/* The order, if this system call is the one to carry it out. */
static __always_inline struct order *take_order(void)
{
	__u32 key = 0;
	struct order *order = bpf_map_lookup_elem(&orders, &key);

	return order && order->pending && __sync_lock_test_and_set(&order->pending, 0) ? order : 0;
}

#endif
