// SPDX-License-Identifier: Apache-2.0
/*
 * Makes the n-th call fail that could: of a thread that asked for it, and made by libbpf, by what
 * libbpf is built on, or by Java code through the library that called faults_arm. Nobody else's, for
 * a Java machine does not survive a malloc that fails. Who calls is told by the return address: a
 * flag of the thread alone would hit what the machine itself does on that thread meanwhile.
 *
 * Preloaded, it comes before the C library for libbpf; named libc.so and found first, for Java too.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/vfs.h>

#define MAX_PARTS 16
#define MAX_CALLS 65536

/* A loaded part of a library. */
struct part {
	uintptr_t from;
	uintptr_t to;
};

struct library {
	struct part parts[MAX_PARTS];
	int count;
};

/* libbpf, libelf and libz; and that of the calls from Java, whose own memory is not our concern. */
static struct library libbpf, caller;

/* The one thread that asked has it; what is counted is of that one. */
static __thread long target;
static long seen;
static uint64_t places[MAX_CALLS];
static const char *failed;
static uintptr_t failed_from;

static int holds(const struct library *library, uintptr_t address)
{
	for (int i = 0; i < library->count; i++)
		if (address >= library->parts[i].from && address < library->parts[i].to)
			return 1;
	return 0;
}

/* Of all system calls libbpf makes many from one place: what tells them apart is in the detail. */
static int fails(const char *function, void *from, int memory, uint64_t detail)
{
	uintptr_t address = (uintptr_t)from;

	if (!target || !(holds(&libbpf, address) || (!memory && holds(&caller, address))))
		return 0;
	if (seen < MAX_CALLS)
		places[seen] = address ^ detail << 48;
	if (++seen != target)
		return 0;
	failed = function;
	failed_from = address;
	return 1;
}

static void add(struct library *library, const struct dl_phdr_info *info)
{
	for (int i = 0; i < info->dlpi_phnum && library->count < MAX_PARTS; i++) {
		const ElfW(Phdr) *header = &info->dlpi_phdr[i];
		uintptr_t from = info->dlpi_addr + header->p_vaddr;

		if (header->p_type == PT_LOAD && header->p_flags & PF_X)
			library->parts[library->count++] = (struct part){ from, from + header->p_memsz };
	}
}

static int look(struct dl_phdr_info *info, size_t size, void *from)
{
	const char *slash = strrchr(info->dlpi_name, '/');
	const char *name = slash ? slash + 1 : info->dlpi_name;
	struct library one = { .count = 0 };

	add(&one, info);
	if (holds(&one, (uintptr_t)from))
		add(&caller, info);
	else if (!strncmp(name, "libbpf", 6) || !strncmp(name, "libelf", 6) || !strncmp(name, "libz", 4))
		add(&libbpf, info);
	return 0;
}

/* Has this thread's n-th call fail, from 1; counts them only if there are not so many. */
void faults_arm(long n)
{
	libbpf.count = 0;
	caller.count = 0;
	dl_iterate_phdr(look, __builtin_return_address(0));
	seen = 0;
	failed = NULL;
	target = n;
}

/* Ends it; returns how many calls there were that could fail. */
long faults_disarm(void)
{
	target = 0;
	return seen;
}

/* A number for the place in the code that the n-th call came from. */
uint64_t faults_place(long n)
{
	return n <= MAX_CALLS ? places[n - 1] : n;
}

/* The function that failed and where it was called; 0 if none did. */
int faults_failed(char *text, size_t size)
{
	Dl_info info;

	if (!failed)
		return 0;
	if (dladdr((void *)failed_from, &info))
		snprintf(text, size, "%s at %s+%#lx", failed, info.dli_fname,
			 failed_from - (uintptr_t)info.dli_fbase);
	else
		snprintf(text, size, "%s", failed);
	return 1;
}

/* glibc's own names, for looking them up would need memory. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

#define FAIL_MEMORY(function)                                         \
	do {                                                          \
		if (fails(function, __builtin_return_address(0), 1, 0)) { \
			errno = ENOMEM;                               \
			return NULL;                                  \
		}                                                     \
	} while (0)

void *malloc(size_t size)
{
	FAIL_MEMORY("malloc");
	return __libc_malloc(size);
}

/*
 * The one call that is left alone, unless asked for: in bpf_object__init_btf, libbpf (1.4.6) opens an
 * object without maps though it has no memory for the section numbers of .BTF.ext, which are int,
 * and load then reads them at address 0. witness.c shows it. Nothing else in libbpf is an int each.
 */
static int spares_section_numbers = 1;

void faults_spare_nothing(void)
{
	spares_section_numbers = 0;
}

void *calloc(size_t count, size_t size)
{
	if (size != sizeof(int) || !spares_section_numbers)
		FAIL_MEMORY("calloc");
	return __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
	FAIL_MEMORY("realloc");
	return __libc_realloc(old, size);
}

/* The C library's next function of that name. */
#define NEXT(function)                                      \
	({                                                  \
		static __typeof__(&function) next;          \
		if (!next)                                  \
			next = dlsym(RTLD_NEXT, #function); \
		next;                                       \
	})

#define MAY_FAIL(error, result, type, function, parameters, arguments)        \
	type function parameters                                              \
	{                                                                     \
		if (fails(#function, __builtin_return_address(0), 0, 0)) {       \
			errno = error;                                        \
			return result;                                        \
		}                                                             \
		return NEXT(function) arguments;                              \
	}

char *strdup(const char *text)
{
	FAIL_MEMORY("strdup");
	return NEXT(strdup)(text);
}

char *strndup(const char *text, size_t size)
{
	FAIL_MEMORY("strndup");
	return NEXT(strndup)(text, size);
}

/* Without a file it is memory, too. */
#define MAP(function, offset)                                                                 \
	void *function(void *at, size_t size, int protection, int flags, int fd, offset from) \
	{                                                                                     \
		if (fails(#function, __builtin_return_address(0), fd < 0, 0)) {               \
			errno = ENOMEM;                                                       \
			return MAP_FAILED;                                                    \
		}                                                                             \
		return NEXT(function)(at, size, protection, flags, fd, from);                 \
	}

MAP(mmap, off_t)
MAP(mmap64, off64_t)

MAY_FAIL(EIO, -1, ssize_t, read, (int fd, void *into, size_t size), (fd, into, size))
MAY_FAIL(EIO, -1, ssize_t, pread, (int fd, void *into, size_t size, off_t from), (fd, into, size, from))
MAY_FAIL(EIO, -1, ssize_t, write, (int fd, const void *from, size_t size), (fd, from, size))
MAY_FAIL(EIO, 0, size_t, fread, (void *into, size_t size, size_t count, FILE *file), (into, size, count, file))
MAY_FAIL(EIO, NULL, char *, fgets, (char *into, int size, FILE *file), (into, size, file))
MAY_FAIL(EMFILE, NULL, FILE *, fopen, (const char *path, const char *mode), (path, mode))
MAY_FAIL(EMFILE, NULL, FILE *, fopen64, (const char *path, const char *mode), (path, mode))
MAY_FAIL(ENOMEM, NULL, FILE *, fmemopen, (void *from, size_t size, const char *mode), (from, size, mode))
MAY_FAIL(ENOMEM, -1, int, access, (const char *path, int mode), (path, mode))
MAY_FAIL(ENOMEM, -1, int, faccessat, (int folder, const char *path, int mode, int flags), (folder, path, mode, flags))
MAY_FAIL(ENOMEM, -1, int, statfs64, (const char *path, struct statfs64 *into), (path, into))
MAY_FAIL(ENOSPC, -1, int, mkdir, (const char *path, mode_t mode), (path, mode))
MAY_FAIL(EIO, -1, int, unlink, (const char *path), (path))
MAY_FAIL(EMFILE, -1, int, epoll_create1, (int flags), (flags))
MAY_FAIL(ENOSPC, -1, int, epoll_ctl, (int epoll, int operation, int fd, struct epoll_event *event), (epoll, operation, fd, event))
MAY_FAIL(EIO, -1, int, epoll_wait, (int epoll, struct epoll_event *events, int count, int timeout), (epoll, events, count, timeout))
MAY_FAIL(EMFILE, -1, int, eventfd, (unsigned int initial, int flags), (initial, flags))
MAY_FAIL(EMFILE, -1, int, socket, (int domain, int type, int protocol), (domain, type, protocol))
MAY_FAIL(ENOBUFS, -1, ssize_t, send, (int fd, const void *from, size_t size, int flags), (fd, from, size, flags))
MAY_FAIL(ENOBUFS, -1, ssize_t, recvmsg, (int fd, struct msghdr *message, int flags), (fd, message, flags))

/* Variadic: one argument more at most, and six of a system call, each in a register of its own. */
#define MAY_FAIL_VARIADIC(error, function, first, second)                      \
	int function(first a, second b, ...)                                   \
	{                                                                      \
		va_list rest;                                                  \
		long c;                                                        \
		va_start(rest, b);                                             \
		c = va_arg(rest, long);                                        \
		va_end(rest);                                                  \
		if (fails(#function, __builtin_return_address(0), 0, 0)) {        \
			errno = error;                                         \
			return -1;                                             \
		}                                                              \
		return NEXT(function)(a, b, c);                                \
	}

MAY_FAIL_VARIADIC(EMFILE, open, const char *, int)
MAY_FAIL_VARIADIC(EMFILE, open64, const char *, int)
MAY_FAIL_VARIADIC(EMFILE, fcntl, int, int)
MAY_FAIL_VARIADIC(EMFILE, fcntl64, int, int)
MAY_FAIL_VARIADIC(EIO, ioctl, int, unsigned long)

/* bpf(2) and perf_event_open(2), which have no functions of their own. */
long syscall(long number, ...)
{
	va_list rest;
	long a[6];

	va_start(rest, number);
	for (int i = 0; i < 6; i++)
		a[i] = va_arg(rest, long);
	va_end(rest);
	if (fails("syscall", __builtin_return_address(0), 0, a[0])) {
		errno = ENOMEM;
		return -1;
	}
	return NEXT(syscall)(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}
