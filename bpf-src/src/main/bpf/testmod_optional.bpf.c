// SPDX-License-Identifier: Apache-2.0
/* testmod.bpf.c with a second variable, which is not created unless asked for. */
#include "testmod.bpf.c"

SEC("?.struct_ops.link")
struct bpf_testmod_ops testmod_optional = {
	.test_1 = (void *)test_1,
	.test_2 = (void *)test_2,
	.data = 7,
};
