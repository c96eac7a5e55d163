/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BPFSKEL_ASM_BARRIER_H
#define BPFSKEL_ASM_BARRIER_H

#define smp_load_acquire(place) __atomic_load_n((place), __ATOMIC_ACQUIRE)
#define smp_store_release(place, value) __atomic_store_n((place), (value), __ATOMIC_RELEASE)
#define smp_mb() __atomic_thread_fence(__ATOMIC_SEQ_CST)

#endif
