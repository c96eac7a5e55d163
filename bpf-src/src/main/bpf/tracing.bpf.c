// SPDX-License-Identifier: Apache-2.0
/* Programs at tracepoints, probes and counters: each counts what one process does. */
#include <linux/bpf.h>
#include <linux/ptrace.h>
#include <stdbool.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

char LICENSE[] SEC("license") = "GPL";

/* Set by the test: the process to watch. */
int pid;

int raw_tracepoint_runs;
int tracepoint_runs;
int kprobe_runs;
int kretprobe_runs;
int kprobe_multi_runs;
int ksyscall_runs;
int uprobe_runs;
int uretprobe_runs;
int uprobe_multi_runs;
int perf_event_runs;
int fentry_runs;
int fexit_runs;
int fmod_ret_runs;
int lsm_runs;
int lsm_cgroup_runs;

/* What bpf_get_attach_cookie() gave last. */
unsigned long long cookie;

static bool ours(void)
{
	return bpf_get_current_pid_tgid() >> 32 == pid;
}

#define COUNT(runs) ({ if (ours()) __sync_fetch_and_add(&runs, 1); 0; })
#define COUNT_AND_COOKIE(runs) ({ \
	if (ours()) { \
		__sync_fetch_and_add(&runs, 1); \
		cookie = bpf_get_attach_cookie(ctx); \
	} \
	0; \
})

SEC("?raw_tp")
int on_raw_tracepoint(struct bpf_raw_tracepoint_args *ctx)
{
	return COUNT(raw_tracepoint_runs);
}

SEC("?tp")
int on_tracepoint(void *ctx)
{
	return COUNT_AND_COOKIE(tracepoint_runs);
}

SEC("?kprobe")
int on_kprobe(struct pt_regs *ctx)
{
	return COUNT_AND_COOKIE(kprobe_runs);
}

SEC("?kretprobe")
int on_kretprobe(struct pt_regs *ctx)
{
	return COUNT(kretprobe_runs);
}

SEC("?kprobe.multi")
int on_kprobe_multi(struct pt_regs *ctx)
{
	return COUNT_AND_COOKIE(kprobe_multi_runs);
}

SEC("?ksyscall")
int on_ksyscall(struct pt_regs *ctx)
{
	return COUNT(ksyscall_runs);
}

SEC("?uprobe")
int on_uprobe(struct pt_regs *ctx)
{
	return COUNT_AND_COOKIE(uprobe_runs);
}

SEC("?uretprobe")
int on_uretprobe(struct pt_regs *ctx)
{
	return COUNT(uretprobe_runs);
}

SEC("?uprobe.multi")
int on_uprobe_multi(struct pt_regs *ctx)
{
	return COUNT_AND_COOKIE(uprobe_multi_runs);
}

SEC("?perf_event")
int on_perf_event(void *ctx)
{
	return COUNT(perf_event_runs);
}

SEC("?fentry/uptime_proc_show")
int on_fentry(void *ctx)
{
	return COUNT_AND_COOKIE(fentry_runs);
}

SEC("?fexit/uptime_proc_show")
int on_fexit(void *ctx)
{
	return COUNT(fexit_runs);
}

SEC("?fmod_ret/security_file_open")
int on_fmod_ret(void *ctx)
{
	return COUNT(fmod_ret_runs);
}

SEC("?lsm/file_open")
int on_lsm(void *ctx)
{
	return COUNT(lsm_runs);
}

SEC("?lsm_cgroup/socket_bind")
int on_lsm_cgroup(void *ctx)
{
	COUNT(lsm_cgroup_runs);
	return 1;
}
