// SPDX-License-Identifier: Apache-2.0
/* Closes sessions: the second of two objects that share a map. */
#include "session.h"

char LICENSE[] SEC("license") = "GPL";

/* The session that was closed last. */
struct session last;

SEC("syscall")
int close_session(struct request *request)
{
	__u32 key = request->session;
	struct session *session = bpf_map_lookup_elem(&sessions, &key);

	if (!session)
		return -1;
	session->state = SESSION_CLOSED;
	last = *session;
	return 0;
}
