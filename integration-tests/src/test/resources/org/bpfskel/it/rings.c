// SPDX-License-Identifier: Apache-2.0
/* What C does: rings LIBBPF OBJECT CYCLES opens, reads and closes a ring so often, and prints that. */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

static void *library;

static void *find(const char *name)
{
	void *function = dlsym(library, name);

	if (!function)
		exit(2);
	return function;
}

#define FUNCTION(type, name, parameters) \
	type (*name) parameters = (type (*) parameters)find(#name)

static int take(void *context, void *data, size_t size)
{
	return 0;
}

int main(int count, char **arguments)
{
	int cycle, cycles = count > 3 ? atoi(arguments[3]) : 0;

	library = count > 3 ? dlopen(arguments[1], RTLD_NOW) : NULL;
	if (!library)
		return 2;
	FUNCTION(void *, bpf_object__open_file, (const char *path, const void *options));
	FUNCTION(int, bpf_object__load, (void *object));
	FUNCTION(void, bpf_object__close, (void *object));
	FUNCTION(int, bpf_object__find_map_fd_by_name, (void *object, const char *name));
	FUNCTION(void *, ring_buffer__new,
		 (int fd, int (*sample)(void *, void *, size_t), void *context, const void *options));
	FUNCTION(int, ring_buffer__consume, (void *ring));
	FUNCTION(void, ring_buffer__free, (void *ring));

	for (cycle = 0; cycle < cycles; cycle++) {
		void *object = bpf_object__open_file(arguments[2], NULL);
		void *ring;

		if (!object || bpf_object__load(object))
			break;
		ring = ring_buffer__new(bpf_object__find_map_fd_by_name(object, "ring"), take, NULL, NULL);
		if (!ring || ring_buffer__consume(ring))
			break;
		ring_buffer__free(ring);
		bpf_object__close(object);
	}
	printf("%d\n", cycle);
	return 0;
}
