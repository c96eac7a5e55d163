// SPDX-License-Identifier: Apache-2.0
/* Global variables of every kind and section, and a program that reads and writes them. */
#include <linux/bpf.h>
#include <stdbool.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

enum mode { MODE_OFF, MODE_COUNT = 7 };

struct stats {
	__u64 calls;
	__u32 last_cpu;
	char comm[16];
};

struct tagged {
	char tag;
	int count;
} __attribute__((packed));

union word {
	__u32 whole;
	__u16 halves[2];
};

/* .rodata: constants for the verifier, once loaded. */
const volatile __u32 target_tgid = 0;
const volatile bool broken = false;
const volatile enum mode mode = MODE_COUNT;

/* .data */
__s8 small = -3;
__u16 port = 8080;
int threshold = 10;
__s64 large = -5;
bool enabled = true;
float ratio = 0.5f;
double precise = 0.25;
char label[8] = "first";
enum mode current = MODE_OFF;
struct stats initial = { .calls = 5, .comm = "start" };
union word word = { .whole = 0x00010002 };
int matrix[2][3] = { { 1, 2, 3 }, { 4, 5, 6 } };
char names[2][8] = { "one", "two" };
__int128 wide = 1;

/* .bss */
__u64 calls;
__u64 per_mode[8];
struct stats history[3];
void *address;
struct tagged tagged;

/* Sections of their own. */
int tuned SEC(".data.a_section_with_a_long_name") = 1;
__u64 total SEC(".bss.counters");
const volatile int step SEC(".rodata.steps") = 2;

extern int LINUX_KERNEL_VERSION __kconfig;
int kernel_version;

/* No part of the skeleton. */
static volatile int private_calls = 1;
__hidden int hidden_calls = 2;

SEC("raw_tp/sys_enter")
int on_sys_enter(void *ctx)
{
	if (bpf_get_current_pid_tgid() >> 32 != target_tgid || !enabled)
		return 0;
	if (broken) /* The verifier sees this only where the constant is true. */
		return *(int *)8;
	__sync_fetch_and_add(&calls, 1);
	total += step;
	per_mode[mode & 7]++;
	history[1].calls++;
	history[1].last_cpu = bpf_get_smp_processor_id();
	bpf_get_current_comm(history[1].comm, sizeof(history[1].comm));
	kernel_version = LINUX_KERNEL_VERSION;
	private_calls++;
	hidden_calls++;
	if (threshold && calls >= threshold)
		current = mode;
	return 0;
}
