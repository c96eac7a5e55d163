// SPDX-License-Identifier: Apache-2.0
/* The example of the documentation: a struct_ops for the kernel selftests' bpf_testmod. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

/* Only the members used here: libbpf matches them with the kernel's by name. */
struct bpf_testmod_ops {
	int (*test_1)(void);
	void (*test_2)(int a, int b);
	int data;
} __attribute__((preserve_access_index));

char LICENSE[] SEC("license") = "GPL";

/* What the kernel called, and with which arguments. */
int test_1_calls, test_2_calls, test_3_calls;
int last_a, last_b;

SEC("struct_ops/test_1")
int BPF_PROG(test_1)
{
	test_1_calls++;
	return 0;
}

SEC("struct_ops/test_2")
void BPF_PROG(test_2, int a, int b)
{
	test_2_calls++;
	last_a = a;
	last_b = b;
}

/* Not in the initial value of testmod_1: a Java program puts it there. */
SEC("struct_ops/test_3")
void BPF_PROG(test_3, int a, int b)
{
	test_3_calls++;
	last_a = a + b;
}

SEC(".struct_ops.link")
struct bpf_testmod_ops testmod_1 = {
	.test_1 = (void *)test_1,
	.test_2 = (void *)test_2,
	.data = 0x1,
};
