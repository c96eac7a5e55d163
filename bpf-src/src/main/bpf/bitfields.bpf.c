// SPDX-License-Identifier: Apache-2.0
/*
 * Bitfields at the top level of a struct_ops type. libbpf opens such an object and cannot load it,
 * whatever the kernel.
 */
#include <linux/bpf.h>
#include <stdbool.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

enum color { RED = 1, GREEN = 2, BLUE = -3 };

struct bitfields {
	char first;

	/* bits: one that is a whole byte, one across the next boundary of a byte */
	unsigned int bit : 1;
	unsigned int three_bits : 3;
	int signed_bits : 9;
	unsigned int : 3;
	bool bool_bit : 1;
	enum color color_bits : 4;
	unsigned long long long_bits : 40;

	char last;
};

SEC(".struct_ops.link")
struct bitfields bits = {
	.first = 'a',
	.bit = 1,
	.three_bits = 5,
	.signed_bits = -200,
	.bool_bit = true,
	.color_bits = BLUE,
	.long_bits = 0xabcdef0123ULL,
	.last = 'z',
};
