// The C skeleton of bench.bpf.o: a global variable, read and written.
#include "bench.skel.h"
#include "measure.h"

#define ROUNDS 40
#define ACCESSES 10000000

static double rounds[ROUNDS];

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
	global(&skel->bss->sent);
	bench_bpf__destroy(skel);
	return 0;
}
