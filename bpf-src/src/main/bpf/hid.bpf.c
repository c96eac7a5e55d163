// SPDX-License-Identifier: Apache-2.0
/* HID-BPF: counts the reports of one device, the one whose number is in hid_id. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

struct hid_bpf_ctx;

enum hid_report_type { HID_INPUT_REPORT };

/* Only the members used here: libbpf matches them with the kernel's by name. */
struct hid_bpf_ops {
	int hid_id; /* fixed from load on */
	__u32 flags;
	int (*hid_device_event)(struct hid_bpf_ctx *ctx, enum hid_report_type type, __u64 source);
} __attribute__((preserve_access_index));

char LICENSE[] SEC("license") = "GPL";

int reports;

SEC("struct_ops/count")
int BPF_PROG(count, struct hid_bpf_ctx *hid, enum hid_report_type type, __u64 source)
{
	__sync_fetch_and_add(&reports, 1);
	return 0;
}

/* No device has the number 0: a Java program puts one there. */
SEC(".struct_ops.link")
struct hid_bpf_ops device = {
	.hid_device_event = (void *)count,
};
