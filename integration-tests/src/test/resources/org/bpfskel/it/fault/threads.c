// Has the system refuse threads while the file named by NO_THREADS exists.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

typedef int create(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *), void *with)
{
	const char *file = getenv("NO_THREADS");

	if (file && !access(file, F_OK))
		return EAGAIN;
	return ((create *)dlsym(RTLD_NEXT, "pthread_create"))(thread, attributes, run, with);
}
