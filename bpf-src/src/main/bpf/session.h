/* SPDX-License-Identifier: Apache-2.0 */
/* What two objects know of a session, in a map that they share. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

enum session_state {
	SESSION_OPEN = 1,
	SESSION_CLOSED = 2,
};

struct session {
	__u64 bytes;
	__u32 user;
	enum session_state state;
	char name[16];
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 64);
	__type(key, __u32);
	__type(value, struct session);
} sessions SEC(".maps");

/* The context of the programs. */
struct request {
	__u32 session;
	__u32 user;
};
