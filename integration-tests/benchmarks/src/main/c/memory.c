// The C skeleton of bench.bpf.o: elements of a hash map, one by one and in batches, and a global.
#include <bpf/bpf.h>
#include "bench.skel.h"
#include "measure.h"

#define ROUNDS 40
#define CALLS 50000
#define ENTRIES 1024
#define BATCHES 100
#define ACCESSES 10000000

static double rounds[ROUNDS];

static void elements(int fd)
{
	for (int i = 0; i < ROUNDS; i++) {
		double start = now();

		for (__u32 call = 0; call < CALLS; call++) {
			__u32 key = call % ENTRIES;
			__u64 value = call;

			require(!bpf_map_update_elem(fd, &key, &value, BPF_ANY), "update");
		}
		rounds[i] = (now() - start) / CALLS;
	}
	report("update", rounds, ROUNDS);
	for (int i = 0; i < ROUNDS; i++) {
		double start = now();

		for (__u32 call = 0; call < CALLS; call++) {
			__u32 key = call % ENTRIES;
			__u64 value;

			require(!bpf_map_lookup_elem(fd, &key, &value), "lookup");
		}
		rounds[i] = (now() - start) / CALLS;
	}
	report("lookup", rounds, ROUNDS);
}

static __u32 keys[ENTRIES];
static __u64 values[ENTRIES];

static void batches(int fd)
{
	for (int i = 0; i < ROUNDS; i++) {
		double start = now();

		for (int batch = 0; batch < BATCHES; batch++) {
			__u32 out, count = ENTRIES;

			bpf_map_lookup_batch(fd, NULL, &out, keys, values, &count, NULL);
			require(count == ENTRIES, "lookup_batch");
		}
		rounds[i] = (now() - start) / BATCHES / ENTRIES;
	}
	report("lookup_batch", rounds, ROUNDS);
	for (int i = 0; i < ROUNDS; i++) {
		double start = now();

		for (int batch = 0; batch < BATCHES; batch++) {
			__u32 count = ENTRIES;

			require(!bpf_map_update_batch(fd, keys, values, &count, NULL), "update_batch");
		}
		rounds[i] = (now() - start) / BATCHES / ENTRIES;
	}
	report("update_batch", rounds, ROUNDS);
}

// Through the mapped pointer; volatile, or the compiler would keep the value in a register.
static void global(volatile __u64 *sent)
{
	__u64 sum = 0;

	for (int i = 0; i < ROUNDS; i++) {
		double start = now();

		for (int access = 0; access < ACCESSES; access++)
			sum += *sent;
		rounds[i] = (now() - start) / ACCESSES;
	}
	report("read", rounds, ROUNDS);
	for (int i = 0; i < ROUNDS; i++) {
		double start = now();

		for (int access = 0; access < ACCESSES; access++)
			*sent = access;
		rounds[i] = (now() - start) / ACCESSES;
	}
	report("write", rounds, ROUNDS);
	fprintf(stderr, "%llu\n", sum);
}

int main(void)
{
	struct bench_bpf *skel = bench_bpf__open_and_load();

	require(skel != NULL, "open_and_load");
	elements(bpf_map__fd(skel->maps.counts));
	batches(bpf_map__fd(skel->maps.counts));
	global(&skel->bss->sent);
	bench_bpf__destroy(skel);
	return 0;
}
