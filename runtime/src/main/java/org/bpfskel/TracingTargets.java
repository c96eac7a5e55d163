package org.bpfskel;

import org.bpfskel.attach.AttachTarget;
import org.bpfskel.attach.Freplace;
import org.bpfskel.attach.Iter;
import org.bpfskel.attach.Lsm;
import org.bpfskel.attach.PerfEvent;
import org.bpfskel.attach.RawTracepoint;
import org.bpfskel.attach.Trace;
import org.bpfskel.attach.Tracepoint;
import org.bpfskel.internal.AttachOpts;
import org.bpfskel.internal.LibbpfAttach;
import org.jspecify.annotations.Nullable;

/** The calls for targets that the kernel and other programs have ready. */
final class TracingTargets {
  private static final String EINVAL = "EINVAL";
  private static final String ENOENT = "ENOENT";
  private static final String EOPNOTSUPP = "EOPNOTSUPP";
  private static final String EBUSY = "EBUSY";

  private TracingTargets() {}

  /** The call for a target; null if it is of another family. */
  static @Nullable AttachCall call(AttachTarget target) {
    if (target instanceof Tracepoint tracepoint) {
      return tracepoint(tracepoint);
    } else if (target instanceof RawTracepoint raw) {
      return rawTracepoint(raw);
    } else if (target instanceof Trace trace) {
      return trace(trace);
    } else if (target instanceof Lsm) {
      return lsm();
    } else if (target instanceof PerfEvent event) {
      return perfEvent(event);
    } else if (target instanceof Iter iter) {
      return iter(iter);
    } else if (target instanceof Freplace freplace) {
      return freplace(freplace);
    }
    return null;
  }

  private static AttachCall tracepoint(Tracepoint target) {
    return AttachCall.simple(
            "bpf_program__attach_tracepoint_opts",
            ProgramFit.TRACEPOINT,
            program ->
                LibbpfAttach.bpf_program__attach_tracepoint_opts(
                    program,
                    target.category(),
                    target.name(),
                    new AttachOpts.Cookie(target.cookie())))
        .explain(
            ENOENT,
            "there is no events/%s/%s in tracefs, or tracefs is not mounted at /sys/kernel/tracing"
                .formatted(target.category(), target.name()))
        .explain(EOPNOTSUPP, "cookies need Linux 5.15");
  }

  private static AttachCall rawTracepoint(RawTracepoint target) {
    return AttachCall.simple(
            "bpf_program__attach_raw_tracepoint_opts",
            ProgramFit.RAW_TRACEPOINT,
            program ->
                LibbpfAttach.bpf_program__attach_raw_tracepoint_opts(
                    program, target.name(), new AttachOpts.Cookie(target.cookie())))
        .explain(ENOENT, "the kernel has no tracepoint " + target.name())
        .explain(
            EINVAL,
            "the program reads more arguments than the tracepoint has; cookies need Linux 6.10");
  }

  private static AttachCall trace(Trace target) {
    return AttachCall.simple(
            "bpf_program__attach_trace_opts",
            ProgramFit.TRACE,
            program ->
                LibbpfAttach.bpf_program__attach_trace_opts(
                    program, new AttachOpts.Cookie(target.cookie())))
        .explain(
            "EPERM",
            "the kernel does not let its code be changed, as where it is built or booted without"
                + " ftrace")
        .explain(EBUSY, "something else that cannot share is attached to this function")
        .explain(EOPNOTSUPP, "this kernel or architecture has no BPF trampolines")
        .explain("ENOTSUPP", "this kernel or architecture has no BPF trampolines")
        .explain("E2BIG", "the function has as many programs as the kernel allows");
  }

  private static AttachCall lsm() {
    return AttachCall.simple(
            "bpf_program__attach_lsm", ProgramFit.LSM_HOOK, LibbpfAttach::bpf_program__attach_lsm)
        .explain(
            "EPERM",
            "the kernel was not booted with bpf in lsm=, or does not let its code be changed")
        .explain(EBUSY, "the kernel was not booted with bpf in lsm=")
        .explain("E2BIG", "the hook has as many programs as the kernel allows");
  }

  private static AttachCall perfEvent(PerfEvent target) {
    return AttachCall.of(
            "bpf_program__attach_perf_event_opts",
            ProgramFit.PERF_EVENT,
            descriptors -> {
              int event = descriptors.of(target);
              return program -> {
                long link =
                    LibbpfAttach.bpf_program__attach_perf_event_opts(
                        program, event, new AttachOpts.Cookie(target.cookie()));
                if (link != 0) {
                  descriptors.release(event);
                }
                return link;
              };
            })
        .explain(EINVAL, "the event is of a type that runs no such program")
        .explain("EEXIST", "the event has a program");
  }

  private static AttachCall iter(Iter target) {
    return AttachCall.of(
            "bpf_program__attach_iter",
            ProgramFit.ITER,
            descriptors -> {
              AttachOpts.Iter opts = new AttachOpts.Iter(linkInfo(target.scope(), descriptors));
              return program -> LibbpfAttach.bpf_program__attach_iter(program, opts);
            })
        .explain(
            EINVAL,
            "an iterator over a map, a cgroup or tasks takes that and nothing else, a map of the"
                + " kind that its section names; the program may read no more than its key and"
                + " value have")
        .explain("EBADF", "an iterator over a map or a cgroup wants one")
        .explain("EACCES", "the program reads or writes more than the map's key and value have")
        .explain(ENOENT, "there is no such cgroup")
        .explain("ESRCH", "there is no such process or thread");
  }

  /** The members that each kind has of {@code union bpf_iter_link_info}. */
  private static int[] linkInfo(Iter.Scope scope, Descriptors descriptors) {
    if (scope instanceof Iter.Elements elements) {
      return new int[] {descriptors.of(elements.map())};
    } else if (scope instanceof Iter.Cgroups cgroups) {
      return new int[] {cgroups.order().number(), descriptors.of(cgroups.file()), 0, 0};
    } else if (scope instanceof Iter.Tasks tasks) {
      return new int[] {tasks.tid(), tasks.pid(), 0, 0};
    }
    return new int[0];
  }

  private static AttachCall freplace(Freplace target) {
    BpfProgram replaced = target.program();
    return AttachCall.of(
            "bpf_program__attach_freplace",
            ProgramFit.FREPLACE,
            descriptors -> {
              int descriptor = replaced == null ? 0 : descriptors.of(replaced);
              return program ->
                  LibbpfAttach.bpf_program__attach_freplace(program, descriptor, target.function());
            })
        .explain(ENOENT, "the other program has no function %s in BTF".formatted(target.function()))
        .explain(EINVAL, "the function is not global, or its prototype is another one")
        .explain(EBUSY, "the function is replaced already, or traced");
  }
}
