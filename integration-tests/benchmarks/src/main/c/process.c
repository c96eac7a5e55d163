// Runs a command and says how long it took and what memory it had at most: process COMMAND...
#include <spawn.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include "measure.h"

extern char **environ;

int main(int argc, char **argv)
{
	posix_spawn_file_actions_t quiet;
	struct rusage usage;
	pid_t pid;
	int status;

	require(argc > 1, "arguments");
	posix_spawn_file_actions_init(&quiet);
	posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
	double start = now();

	require(!posix_spawnp(&pid, argv[1], &quiet, NULL, argv + 1, environ), argv[1]);
	require(wait4(pid, &status, 0, &usage) == pid && status == 0, argv[1]);
	printf("wall %.0f\n", now() - start);
	printf("rss %ld\n", usage.ru_maxrss * 1024);
	return 0;
}
