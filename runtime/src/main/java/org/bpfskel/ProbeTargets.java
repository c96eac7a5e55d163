package org.bpfskel;

import org.bpfskel.attach.AttachTarget;
import org.bpfskel.attach.Kprobe;
import org.bpfskel.attach.KprobeMulti;
import org.bpfskel.attach.Ksyscall;
import org.bpfskel.attach.Uprobe;
import org.bpfskel.attach.UprobeMulti;
import org.bpfskel.attach.Usdt;
import org.bpfskel.internal.AttachOpts;
import org.bpfskel.internal.LibbpfAttach;
import org.jspecify.annotations.Nullable;

/** The calls for targets anywhere in the code of the kernel or of a program. */
final class ProbeTargets {
  private static final String EINVAL = "EINVAL";
  private static final String ENOENT = "ENOENT";
  private static final String EOPNOTSUPP = "EOPNOTSUPP";
  private static final String ESRCH = "ESRCH";
  private static final String NO_KPROBES =
      "the kernel is built without CONFIG_KPROBES, or lacks /sys/kernel/tracing";

  private ProbeTargets() {}

  /** The call for a target; null if it is of another family. */
  static @Nullable AttachCall call(AttachTarget target) {
    if (target instanceof Kprobe kprobe) {
      return kprobe(kprobe);
    } else if (target instanceof KprobeMulti multi) {
      return kprobeMulti(multi);
    } else if (target instanceof Ksyscall ksyscall) {
      return ksyscall(ksyscall);
    } else if (target instanceof Uprobe uprobe) {
      return uprobe(uprobe);
    } else if (target instanceof UprobeMulti multi) {
      return uprobeMulti(multi);
    } else if (target instanceof Usdt usdt) {
      return usdt(usdt);
    }
    return null;
  }

  private static AttachCall kprobe(Kprobe target) {
    AttachOpts.Kprobe opts =
        new AttachOpts.Kprobe(
            target.cookie(), target.offset(), target.onReturn(), target.mode().number());
    return AttachCall.simple(
            "bpf_program__attach_kprobe_opts",
            ProgramFit.KPROBES,
            program ->
                LibbpfAttach.bpf_program__attach_kprobe_opts(program, target.function(), opts))
        .explain(
            ENOENT, "the kernel has no function %s, or %s".formatted(target.function(), NO_KPROBES))
        .explain(EINVAL, "the function may not be probed, at this place or at all")
        .explain("EADDRNOTAVAIL", "there is more than one function %s".formatted(target.function()))
        .explain("ENOTSUPP", "the kernel does not probe in this mode");
  }

  private static AttachCall kprobeMulti(KprobeMulti target) {
    AttachOpts.KprobeMulti opts =
        new AttachOpts.KprobeMulti(
            target.symbols(), target.addresses(), target.cookies(), target.onReturn());
    return AttachCall.simple(
            "bpf_program__attach_kprobe_multi_opts",
            ProgramFit.KPROBE_MULTI,
            program ->
                LibbpfAttach.bpf_program__attach_kprobe_multi_opts(program, target.pattern(), opts))
        .explain(
            ENOENT,
            "the kernel lacks one of the functions, none matches, or tracefs does not list it")
        .explain(ESRCH, "the kernel lacks one of the functions, or does not let it be probed")
        .explain(EINVAL, "no function matches, or one may not be probed")
        .explain(EOPNOTSUPP, "the kernel is built without CONFIG_FPROBE");
  }

  private static AttachCall ksyscall(Ksyscall target) {
    AttachOpts.Ksyscall opts = new AttachOpts.Ksyscall(target.cookie(), target.onReturn());
    return AttachCall.simple(
            "bpf_program__attach_ksyscall",
            ProgramFit.KSYSCALL,
            program -> LibbpfAttach.bpf_program__attach_ksyscall(program, target.name(), opts))
        .explain(
            ENOENT, "the kernel has no system call %s, or %s".formatted(target.name(), NO_KPROBES));
  }

  private static AttachCall uprobe(Uprobe target) {
    AttachOpts.Uprobe opts =
        new AttachOpts.Uprobe(
            target.refCtrOffset(),
            target.cookie(),
            target.onReturn(),
            target.function(),
            target.mode().number());
    return AttachCall.simple(
            "bpf_program__attach_uprobe_opts",
            ProgramFit.UPROBES,
            program ->
                LibbpfAttach.bpf_program__attach_uprobe_opts(
                    program, target.pid(), target.binary().toString(), target.offset(), opts))
        .explain(
            ENOENT,
            "there is no file %s, or it has no function %s"
                .formatted(target.binary(), target.function()))
        .explain(EINVAL, "the place is not in code that can be probed")
        .explain(ESRCH, "there is no such process")
        .explain("ENOTSUPP", "the kernel does not probe in this mode");
  }

  private static AttachCall uprobeMulti(UprobeMulti target) {
    AttachOpts.UprobeMulti opts =
        new AttachOpts.UprobeMulti(
            target.symbols(),
            target.offsets(),
            target.refCtrOffsets(),
            target.cookies(),
            target.onReturn());
    return AttachCall.simple(
            "bpf_program__attach_uprobe_multi",
            ProgramFit.UPROBE_MULTI,
            program ->
                LibbpfAttach.bpf_program__attach_uprobe_multi(
                    program, target.pid(), target.binary().toString(), target.pattern(), opts))
        .explain(
            ENOENT,
            "there is no file %s, or no function matches; of a stripped file libbpf finds functions by"
                    .formatted(target.binary())
                + " pattern or offset, but not by symbols")
        .explain(EINVAL, "Linux is before 6.6, or a place is not in code that can be probed")
        .explain(ESRCH, "there is no such process, or the file lacks one of the functions")
        .explain(EOPNOTSUPP, "the kernel is built without CONFIG_UPROBES");
  }

  private static AttachCall usdt(Usdt target) {
    return AttachCall.simple(
            "bpf_program__attach_usdt",
            ProgramFit.USDT,
            program ->
                LibbpfAttach.bpf_program__attach_usdt(
                    program,
                    target.pid(),
                    target.binary().toString(),
                    target.provider(),
                    target.name(),
                    new AttachOpts.Cookie(target.cookie())))
        .explain(
            ENOENT,
            "there is no file %s, or it has no tracepoint %s:%s"
                .formatted(target.binary(), target.provider(), target.name()))
        .explain(
            ESRCH, "the object lacks the maps of <bpf/usdt.bpf.h>, or there is no such process")
        .explain("EBADF", "the file is not for this machine")
        .explain(EINVAL, "the program is not of SEC(\"usdt\")");
  }
}
