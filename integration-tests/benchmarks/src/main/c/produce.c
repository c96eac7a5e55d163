// Runs a program again and again, on the last CPU: produce PROGRAM_ID SECONDS.
#define _GNU_SOURCE
#include <bpf/bpf.h>
#include <sched.h>
#include <unistd.h>
#include "measure.h"

int main(int argc, char **argv)
{
	LIBBPF_OPTS(bpf_test_run_opts, opts);
	cpu_set_t last;

	require(argc == 3, "arguments");
	int fd = bpf_prog_get_fd_by_id(atoi(argv[1]));

	require(fd >= 0, "bpf_prog_get_fd_by_id");
	CPU_ZERO(&last);
	CPU_SET(sysconf(_SC_NPROCESSORS_ONLN) - 1, &last);
	require(!sched_setaffinity(0, sizeof(last), &last), "sched_setaffinity");
	for (double end = now() + atoi(argv[2]) * 1e9; now() < end;)
		require(!bpf_prog_test_run_opts(fd, &opts), "test_run");
	return 0;
}
