// libbpf: parses the kernel's BTF and finds one struct in it, for the first time and then warm.
#include <bpf/btf.h>
#include "measure.h"

#define ROUNDS 60

static double once(void)
{
	double start = now();
	struct btf *btf = btf__parse("/sys/kernel/btf/vmlinux", NULL);

	require(btf != NULL, "btf__parse");
	require(btf__find_by_name_kind(btf, "tcp_congestion_ops", BTF_KIND_STRUCT) > 0, "find");
	double taken = now() - start;

	btf__free(btf);
	return taken;
}

int main(void)
{
	double rounds[ROUNDS];
	double first = once();

	for (int i = 0; i < ROUNDS; i++)
		rounds[i] = once();
	report("first", &first, 1);
	report("warm", rounds, ROUNDS);
	return 0;
}
