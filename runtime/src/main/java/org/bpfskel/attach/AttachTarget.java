package org.bpfskel.attach;

/**
 * A place that a program can be attached to: what the {@code bpf_program__attach_*} functions of
 * libbpf take besides the program. Targets are values, made by their factories and changed by
 * methods that return a copy; one target may be used any number of times, by any thread.
 */
public sealed interface AttachTarget
    permits Cgroup,
        Freplace,
        Iter,
        Kprobe,
        KprobeMulti,
        Ksyscall,
        Lsm,
        Netfilter,
        Netkit,
        Netns,
        PerfEvent,
        RawTracepoint,
        Sockmap,
        Tcx,
        Trace,
        Tracepoint,
        Uprobe,
        UprobeMulti,
        Usdt,
        Xdp {}
