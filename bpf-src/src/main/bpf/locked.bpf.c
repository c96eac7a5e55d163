// SPDX-License-Identifier: Apache-2.0
/* A lock among variables that user space maps, which the kernel does not allow. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

struct guarded {
	int count;
	struct bpf_spin_lock lock;
};

struct guarded guarded SEC(".data.locked");
int beside SEC(".data.locked") = 1;

SEC("tc")
int on_packet(struct __sk_buff *skb)
{
	bpf_spin_lock(&guarded.lock);
	guarded.count++;
	bpf_spin_unlock(&guarded.lock);
	return 0;
}
