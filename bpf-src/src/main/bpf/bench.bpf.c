// What the benchmarks measure in C and in Java: a hash, a global, and a ring buffer.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct record {
	__u64 number;
	__u64 a, b, c, d, e, f, g;
};

// clang leaves types out of BTF that only records have.
struct record *unused_record __attribute__((unused));

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, __u32);
	__type(value, __u64);
} counts SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 16 << 20);
} records SEC(".maps");

// Set by who asks for records, and the numbers of those sent and of those without room.
__u32 burst;
__u64 sent;
__u64 dropped;

static long send_one(__u32 index, void *ctx)
{
	struct record *record = bpf_ringbuf_reserve(&records, sizeof(*record), 0);

	if (!record) {
		dropped++;
		return 0;
	}
	record->number = sent++;
	record->a = record->b = record->c = record->d = index;
	record->e = record->f = record->g = index;
	bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);
	return 0;
}

SEC("syscall")
int send(void *ctx)
{
	bpf_loop(burst, send_one, NULL, 0);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
