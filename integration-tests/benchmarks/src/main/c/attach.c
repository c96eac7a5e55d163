// The C skeleton of tcp_cc.bpf.o: opened, loaded, attached and closed; once, or so many times.
#include "measure.h"
#include "tcp_cc.skel.h"

static double once(void)
{
	double start = now();
	struct tcp_cc_bpf *skel = tcp_cc_bpf__open();

	require(skel != NULL, "open");
	// No callback refers to it, and libbpf would have the kernel refuse it.
	bpf_program__set_autoload(skel->progs.cong_avoid_fast, false);
	require(tcp_cc_bpf__load(skel) == 0, "load");
	require(tcp_cc_bpf__attach(skel) == 0, "attach");
	// libbpf 1.4 does not know that skeletons have links of maps.
	if (!skel->links.tuned)
		skel->links.tuned = bpf_map__attach_struct_ops(skel->maps.tuned);
	require(skel->links.tuned != NULL, "attach of tuned");
	bpf_link__destroy(skel->links.tuned);
	skel->links.tuned = NULL;
	tcp_cc_bpf__destroy(skel);
	return now() - start;
}

int main(int argc, char **argv)
{
	int count = argc > 1 ? atoi(argv[1]) : 1;
	double *rounds = calloc(count, sizeof(*rounds));

	for (int i = 0; i < count; i++)
		rounds[i] = once();
	report("attach", rounds, count);
	free(rounds);
	return 0;
}
