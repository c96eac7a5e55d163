// SPDX-License-Identifier: Apache-2.0
/* Opens sessions: the first of two objects that share a map. */
#include "session.h"

char LICENSE[] SEC("license") = "GPL";

SEC("syscall")
int open_session(struct request *request)
{
	struct session session = {
		.user = request->user,
		.state = SESSION_OPEN,
		.name = "new",
	};
	__u32 key = request->session;

	return bpf_map_update_elem(&sessions, &key, &session, BPF_NOEXIST);
}
