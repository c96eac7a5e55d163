// SPDX-License-Identifier: Apache-2.0
/* tcp_cc.bpf.c for kernels before Linux 6.4, which have no links for struct_ops. */
#define STRUCT_OPS ".struct_ops"
#include "tcp_cc.bpf.c"
