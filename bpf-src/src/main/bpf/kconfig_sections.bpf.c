// SPDX-License-Identifier: Apache-2.0
/* Sections of a program's own that end in the name of the kernel configuration's. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

extern int LINUX_KERNEL_VERSION __kconfig;

int chosen SEC(".data.kconfig") = 5;
const volatile int fixed SEC(".rodata.kconfig") = 6;

SEC("syscall")
int sum(void *ctx)
{
	return chosen + fixed + (LINUX_KERNEL_VERSION > 0);
}
