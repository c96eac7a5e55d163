/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BPFSKEL_LINUX_COMPILER_H
#define BPFSKEL_LINUX_COMPILER_H

#ifndef likely
#define likely(condition) __builtin_expect(!!(condition), 1)
#define unlikely(condition) __builtin_expect(!!(condition), 0)
#endif

#define READ_ONCE(place) (*(const volatile __typeof__(place) *)&(place))
#define WRITE_ONCE(place, value) (*(volatile __typeof__(place) *)&(place) = (value))

#ifndef __maybe_unused
#define __maybe_unused __attribute__((unused))
#endif

#endif
