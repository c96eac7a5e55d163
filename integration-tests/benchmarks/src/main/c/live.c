// The C skeleton of bench.bpf.o: takes records while another process has them sent, and sleeps
// 200 microseconds between: live PRODUCER SECONDS, the path of what produce.c became.
#include <bpf/bpf.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include "bench.skel.h"
#include "measure.h"

extern char **environ;
static __u64 taken, sum;

static int take(void *ctx, void *data, size_t size)
{
	struct { __u64 number; __u64 payload[7]; } *record = data;

	taken++;
	sum += record->number;
	return 0;
}

static pid_t produce(char *producer, char *seconds, int program)
{
	struct bpf_prog_info info = {};
	__u32 size = sizeof(info);
	char id[16];
	char *argv[] = { producer, id, seconds, NULL };
	pid_t pid;

	require(!bpf_prog_get_info_by_fd(program, &info, &size), "info");
	snprintf(id, sizeof(id), "%u", info.id);
	require(!posix_spawn(&pid, producer, NULL, NULL, argv, environ), "posix_spawn");
	return pid;
}

int main(int argc, char **argv)
{
	struct bench_bpf *skel = bench_bpf__open_and_load();

	require(skel != NULL && argc == 3, "open_and_load");
	struct ring_buffer *ring =
		ring_buffer__new(bpf_map__fd(skel->maps.records), take, NULL, NULL);

	require(ring != NULL, "ring_buffer__new");
	skel->bss->burst = 1000;
	pid_t producer = produce(argv[1], argv[2], bpf_program__fd(skel->progs.send));

	while (taken == 0)
		ring_buffer__consume(ring);
	double start = now();

	while (waitpid(producer, NULL, WNOHANG) == 0) {
		ring_buffer__consume(ring);
		usleep(200);
	}
	double nanoseconds = now() - start;

	ring_buffer__consume(ring);
	require(taken == skel->bss->sent, "every record");
	printf("records_per_second %.0f\n", taken / nanoseconds * 1e9);
	printf("dropped %llu\n", skel->bss->dropped);
	fprintf(stderr, "%llu\n", sum);
	ring_buffer__free(ring);
	bench_bpf__destroy(skel);
	return 0;
}
