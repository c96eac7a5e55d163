/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BPFSKEL_LINUX_KERNEL_H
#define BPFSKEL_LINUX_KERNEL_H

#include <endian.h>
#include <linux/compiler.h>
#include <stddef.h>

#ifndef ARRAY_SIZE
#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))
#endif

#define container_of(member_pointer, type, member) \
	((type *)((char *)(member_pointer) - offsetof(type, member)))

#define max(a, b) \
	({ __typeof__(a) a_ = (a); __typeof__(b) b_ = (b); a_ > b_ ? a_ : b_; })
#define min(a, b) \
	({ __typeof__(a) a_ = (a); __typeof__(b) b_ = (b); a_ < b_ ? a_ : b_; })

#define DIV_ROUND_UP(number, by) (((number) + (by) - 1) / (by))
#undef roundup /* of sys/param.h */
#define roundup(number, to) (DIV_ROUND_UP(number, to) * (to))

#define be32_to_cpu be32toh
#define cpu_to_be32 htobe32
#define cpu_to_be64 htobe64

#define BUILD_BUG_ON(condition) ((void)sizeof(char[1 - 2 * !!(condition)]))

#endif
