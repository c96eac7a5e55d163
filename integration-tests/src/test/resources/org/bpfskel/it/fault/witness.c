// SPDX-License-Identifier: Apache-2.0
/*
 * What a C program comes to in which a call of libbpf's fails: witness LIBBPF OBJECT [all]. Opens and
 * loads the object in one process for each call of the opening that may fail, and prints those calls
 * of which the process died. With "all" no call is spared.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define FUNCTION(type, name, parameters) \
	type (*name) parameters = (type (*) parameters)find(library, #name)

static void *find(void *library, const char *name)
{
	void *function = dlsym(library, name);

	if (!function) {
		fprintf(stderr, "%s\n", dlerror());
		exit(2);
	}
	return function;
}

static int silent(int level, const char *format, void *arguments)
{
	return 0;
}

int main(int count, char **arguments)
{
	void *library = RTLD_DEFAULT;
	FUNCTION(void, faults_arm, (long n));
	FUNCTION(long, faults_disarm, (void));
	FUNCTION(int, faults_failed, (char *text, size_t size));
	FUNCTION(void, faults_spare_nothing, (void));

	library = count > 2 ? dlopen(arguments[1], RTLD_NOW) : NULL;
	if (!library)
		exit(2);
	FUNCTION(void *, bpf_object__open_file, (const char *path, const void *options));
	FUNCTION(int, bpf_object__load, (void *object));
	FUNCTION(void, bpf_object__close, (void *object));
	FUNCTION(void *, libbpf_set_print, (void *function));

	libbpf_set_print(silent);
	if (count > 3 && *arguments[3])
		faults_spare_nothing();
	for (long n = 1;; n++) {
		char text[4096] = "";
		int status, pipes[2];

		if (pipe(pipes))
			exit(2);
		if (!fork()) {
			faults_arm(n);
			void *object = bpf_object__open_file(arguments[2], NULL);
			long calls = faults_disarm();
			faults_failed(text, sizeof(text));
			if (write(pipes[1], text, sizeof(text)) < 0)
				_exit(2);
			if (object)
				bpf_object__load(object);
			bpf_object__close(object);
			_exit(calls < n);
		}
		if (read(pipes[0], text, sizeof(text)) < 0)
			exit(2);
		close(pipes[0]);
		close(pipes[1]);
		wait(&status);
		if (WIFSIGNALED(status))
			printf("signal %d after %s\n", WTERMSIG(status), text);
		else if (WEXITSTATUS(status))
			return WEXITSTATUS(status) - 1;
	}
}
