// SPDX-License-Identifier: Apache-2.0
/* Arrays that have their length before load only, and a map whose kind is chosen then. */
#include <linux/bpf.h>
#include <stdbool.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

struct slot {
	__u32 used;
	__u64 value;
};

const volatile bool by_perf = false;
const volatile __u32 limits[1] SEC(".rodata.limits") = { 3 };

__u64 samples[1] SEC(".data.samples") = { 11 };
char dump[1] SEC(".data.dump");
struct slot slots[1] SEC(".bss.slots");
__u32 rows[1][4] SEC(".bss.rows");

/* In one section, in this order. */
__u32 head[2] SEC(".data.pair") = { 1, 2 };
__u32 tail[2] SEC(".data.pair") = { 3, 4 };

__u32 alone SEC(".data.alone") = 5;

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} events SEC(".maps");

/* The compiler shall not know what is behind the first element. */
#define HIDDEN(pointer) ({ typeof(pointer) p_ = (pointer); asm volatile("" : "+r"(p_)); p_; })

SEC("xdp")
int fill(struct xdp_md *ctx)
{
	__u64 *sample = HIDDEN(&samples[0]);
	const volatile __u32 *limit = HIDDEN(&limits[0]);
	struct slot *slot = HIDDEN(&slots[0]);
	__u32 *row = HIDDEN(&rows[0][0]);
	char *text = HIDDEN(&dump[0]);

	for (__u32 i = 1; i < 8; i++) {
		sample[i] = sample[0] + i + limit[i];
		slot[i].used = 1;
		slot[i].value = i * 10;
		row[i * 4 + 1] = i;
		text[i - 1] = 'a' + i;
	}
	return XDP_PASS;
}

SEC("xdp")
int send(struct xdp_md *ctx)
{
	__u64 number = 42;

	if (by_perf)
		bpf_perf_event_output(ctx, &events, BPF_F_CURRENT_CPU, &number, sizeof(number));
	else
		bpf_ringbuf_output(&events, &number, sizeof(number), 0);
	return XDP_PASS;
}
