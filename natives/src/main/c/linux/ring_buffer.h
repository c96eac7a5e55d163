/* SPDX-License-Identifier: Apache-2.0 */
/* How the reader of a perf buffer and the kernel tell each other how far they are. */
#ifndef BPFSKEL_LINUX_RING_BUFFER_H
#define BPFSKEL_LINUX_RING_BUFFER_H

#include <asm/barrier.h>
#include <linux/perf_event.h>

static inline __u64 ring_buffer_read_head(struct perf_event_mmap_page *page)
{
	return smp_load_acquire(&page->data_head);
}

static inline void ring_buffer_write_tail(struct perf_event_mmap_page *page, __u64 tail)
{
	smp_store_release(&page->data_tail, tail);
}

#endif
