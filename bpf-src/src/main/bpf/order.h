/* SPDX-License-Identifier: Apache-2.0 */
/* How a test makes a program do something once: it writes an order, then its number, and the next
 * system call of whatever process, usually the test's own that looks whether it is done, carries
 * it out. Each place is of 8 bytes, for the kernel may store a longer value more than once. */
#ifndef ORDER_H
#define ORDER_H

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

enum order_place {
	ORDER_COUNT,
	ORDER_ARGUMENT, /* what each program makes of it */
	ORDER_NUMBER, /* from 1 */
	ORDER_TAKEN, /* the number of the last one that a system call took */
	ORDER_DONE, /* the number of the last one that is carried out */
	ORDER_PLACES,
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, ORDER_PLACES);
	__type(key, __u32);
	__type(value, __u64);
} orders SEC(".maps");

static __always_inline __u64 order_get(__u32 place)
{
	__u64 *value = bpf_map_lookup_elem(&orders, &place);

	return value ? *value : 0;
}

/* The order's number, if this system call is the one to carry it out; else 0. */
static __always_inline __u64 order_take(void)
{
	__u32 place = ORDER_TAKEN;
	__u64 *taken = bpf_map_lookup_elem(&orders, &place);
	__u64 number = order_get(ORDER_NUMBER);

	if (!taken || number == *taken)
		return 0;
	return __sync_bool_compare_and_swap(taken, number - 1, number) ? number : 0;
}

static __always_inline void order_done(__u64 number)
{
	__u32 place = ORDER_DONE;

	bpf_map_update_elem(&orders, &place, &number, BPF_ANY);
}

#endif
