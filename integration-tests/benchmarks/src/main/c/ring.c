// The C skeleton of bench.bpf.o: drains a full ring buffer again and again.
#include <bpf/bpf.h>
#include "bench.skel.h"
#include "measure.h"

#define ROUNDS 200
#define RECORDS 100000

static __u64 sum;

static int take(void *ctx, void *data, size_t size)
{
	struct { __u64 number; __u64 payload[7]; } *record = data;

	sum += record->number;
	return 0;
}

int main(void)
{
	struct bench_bpf *skel = bench_bpf__open_and_load();
	double rounds[ROUNDS];
	LIBBPF_OPTS(bpf_test_run_opts, opts);

	require(skel != NULL, "open_and_load");
	struct ring_buffer *ring =
		ring_buffer__new(bpf_map__fd(skel->maps.records), take, NULL, NULL);

	require(ring != NULL, "ring_buffer__new");
	skel->bss->burst = RECORDS;
	for (int i = 0; i < ROUNDS; i++) {
		require(!bpf_prog_test_run_opts(bpf_program__fd(skel->progs.send), &opts), "send");
		double start = now();

		require(ring_buffer__consume(ring) == RECORDS, "consume");
		rounds[i] = (now() - start) / RECORDS;
	}
	report("drain", rounds, ROUNDS);
	fprintf(stderr, "%llu\n", sum);
	ring_buffer__free(ring);
	bench_bpf__destroy(skel);
	return 0;
}
