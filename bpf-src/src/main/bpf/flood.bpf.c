// SPDX-License-Identifier: Apache-2.0
/* Producers that write into one ring as fast as they can, and count what finds no room. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

#define PRODUCERS 8
#define FILL_WORDS 9

/* How much to write; the context of the program. */
struct batch {
	__u32 producer;
	__u32 count;
};

/* Every second one ends before the fill. */
struct entry {
	__u64 producer;
	__u64 number; /* among all that the producer tried to write */
	__u64 dropped; /* how many of those before it found no room */
	__u64 fill[FILL_WORDS]; /* the number again */
};

/* Each producer is one thread at a time. */
__u64 tried[PRODUCERS];
__u64 dropped[PRODUCERS];

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 1 << 20);
} entries SEC(".maps");

static __always_inline void write_header(struct entry *entry, __u32 producer, __u64 number)
{
	entry->producer = producer;
	entry->number = number;
	entry->dropped = dropped[producer];
}

static long write_entry(__u32 i, __u32 *from)
{
	__u32 producer = *from % PRODUCERS;
	__u64 number = tried[producer]++;
	struct entry *entry;

	/* The verifier wants each size with a pointer of its own. */
	if (number & 1) {
		entry = bpf_ringbuf_reserve(&entries, __builtin_offsetof(struct entry, fill), 0);
		if (entry) {
			write_header(entry, producer, number);
			bpf_ringbuf_submit(entry, 0);
			return 0;
		}
	} else {
		entry = bpf_ringbuf_reserve(&entries, sizeof(*entry), 0);
		if (entry) {
			write_header(entry, producer, number);
			for (int word = 0; word < FILL_WORDS; word++)
				entry->fill[word] = number;
			bpf_ringbuf_submit(entry, 0);
			return 0;
		}
	}
	dropped[producer]++;
	return 0;
}

SEC("syscall")
int write_batch(struct batch *batch)
{
	__u32 producer = batch->producer;

	bpf_loop(batch->count, write_entry, &producer, 0);
	return 0;
}
