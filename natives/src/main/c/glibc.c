/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What newer headers of glibc make of functions that every glibc has. Without this file the library
 * would need the glibc that it was compiled with, not the one that it could do with. The linker
 * finds these first, and the version script keeps them inside. No header that declares them.
 */
#include <errno.h>
#include <linux/fcntl.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/syscall.h>

extern void *realloc(void *old, size_t size);
extern long syscall(long number, ...);

/* --- functions of their own since glibc 2.33; on a 64-bit machine the kernel's struct is C's --- */

int fstat(int fd, void *into)
{
	return syscall(SYS_fstat, fd, into);
}

int fstatat(int folder, const char *path, void *into, int flags)
{
	return syscall(SYS_newfstatat, folder, path, into, flags);
}

int stat(const char *path, void *into)
{
	return fstatat(AT_FDCWD, path, into, 0);
}

int lstat(const char *path, void *into)
{
	return fstatat(AT_FDCWD, path, into, AT_SYMLINK_NOFOLLOW);
}

int fstat64(int fd, void *into) __attribute__((alias("fstat")));
int fstatat64(int folder, const char *path, void *into, int flags)
	__attribute__((alias("fstatat")));
int stat64(const char *path, void *into) __attribute__((alias("stat")));
int lstat64(const char *path, void *into) __attribute__((alias("lstat")));

/* --- since glibc 2.26 --- */

void *reallocarray(void *old, size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes)) {
		errno = ENOMEM;
		return 0;
	}
	return realloc(old, bytes);
}

/* --- other names since glibc 2.28 and 2.38, where the strtol of C23 reads 0b101 too --- */

extern int old_fcntl(int fd, int command, ...) __asm__("fcntl");
extern long old_strtol(const char *, char **, int) __asm__("strtol");
extern unsigned long old_strtoul(const char *, char **, int) __asm__("strtoul");
extern long long old_strtoll(const char *, char **, int) __asm__("strtoll");
extern unsigned long long old_strtoull(const char *, char **, int) __asm__("strtoull");
extern int old_vsscanf(const char *, const char *, va_list) __asm__("__isoc99_vsscanf");
extern int old_vfscanf(void *, const char *, va_list) __asm__("__isoc99_vfscanf");

int fcntl64(int fd, int command, ...)
{
	va_list arguments;
	void *argument;

	va_start(arguments, command);
	argument = va_arg(arguments, void *);
	va_end(arguments);
	return old_fcntl(fd, command, argument);
}

long __isoc23_strtol(const char *text, char **end, int base)
{
	return old_strtol(text, end, base);
}

unsigned long __isoc23_strtoul(const char *text, char **end, int base)
{
	return old_strtoul(text, end, base);
}

long long __isoc23_strtoll(const char *text, char **end, int base)
{
	return old_strtoll(text, end, base);
}

unsigned long long __isoc23_strtoull(const char *text, char **end, int base)
{
	return old_strtoull(text, end, base);
}

int __isoc23_sscanf(const char *text, const char *format, ...)
{
	va_list arguments;
	int count;

	va_start(arguments, format);
	count = old_vsscanf(text, format, arguments);
	va_end(arguments);
	return count;
}

int __isoc23_fscanf(void *stream, const char *format, ...)
{
	va_list arguments;
	int count;

	va_start(arguments, format);
	count = old_vfscanf(stream, format, arguments);
	va_end(arguments);
	return count;
}
