/* SPDX-License-Identifier: Apache-2.0 */
/* Error numbers in pointers, as libbpf's internals pass them: the last page of addresses. */
#ifndef BPFSKEL_LINUX_ERR_H
#define BPFSKEL_LINUX_ERR_H

#include <asm/errno.h>
#include <linux/types.h>
#include <stdbool.h>

#define MAX_ERRNO 4095

static inline void *ERR_PTR(long error)
{
	return (void *)error;
}

static inline long PTR_ERR(const void *pointer)
{
	return (long)pointer;
}

static inline bool IS_ERR(const void *pointer)
{
	return (unsigned long)pointer >= (unsigned long)-MAX_ERRNO;
}

static inline bool IS_ERR_OR_NULL(const void *pointer)
{
	return !pointer || IS_ERR(pointer);
}

static inline long PTR_ERR_OR_ZERO(const void *pointer)
{
	return IS_ERR(pointer) ? PTR_ERR(pointer) : 0;
}

#endif
