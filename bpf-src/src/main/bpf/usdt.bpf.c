// SPDX-License-Identifier: Apache-2.0
/* A program at a statically defined tracepoint, and the maps that libbpf keeps for those. */
#include <linux/bpf.h>
#include <linux/ptrace.h>
#include <stdbool.h>
#include <bpf/bpf_helpers.h>
/* A header of x86 alone: clang does not say for which machine a BPF object is. */
#if __has_include(<asm/vm86.h>)
#define __TARGET_ARCH_x86
#else
#define __TARGET_ARCH_arm64
#endif
#include <bpf/bpf_tracing.h>
#include <bpf/usdt.bpf.h>

char LICENSE[] SEC("license") = "GPL";

int usdt_runs;
long long cookie;

SEC("usdt")
int on_usdt(struct pt_regs *ctx)
{
	__sync_fetch_and_add(&usdt_runs, 1);
	cookie = bpf_usdt_cookie(ctx);
	return 0;
}
