package org.bpfskel.internal.attach;

import org.bpfskel.AttachType;
import org.bpfskel.BpfException;
import org.bpfskel.ProgramType;
import org.bpfskel.internal.handle.LaterLibbpf;
import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.handle.Lifetime;
import org.bpfskel.internal.handle.LinkHandle;
import org.bpfskel.internal.handle.ObjectHandle;
import org.bpfskel.internal.handle.ProgramHandle;
import org.bpfskel.internal.libbpf.LaterFunction;
import org.bpfskel.internal.libbpf.Libbpf;
import org.bpfskel.internal.libbpf.LibbpfPrograms;
import org.bpfskel.internal.preflight.PreflightCheck;

/** Attaches a program to a target. */
public final class TargetAttach {
  private final ProgramHandle program;
  private final AttachCall call;
  private final String target;

  /**
   * @param call what the target stands for
   * @param target its text, for messages
   */
  public TargetAttach(ProgramHandle program, AttachCall call, String target) {
    this.program = program;
    this.call = call;
    this.target = target;
  }

  /** Attaches; the program is judged first, so that a wrong one opens nothing. */
  public LinkHandle link() {
    ObjectHandle object = program.object();
    object.lifetime().shared("attach of " + program.name(), Lifetime.AFTER_LOAD, this::judged);
    LaterFunction later = call.later();
    if (later != null) {
      LaterLibbpf.require(later, target);
    }
    try (Descriptors descriptors = new Descriptors()) {
      AttachCall.Attaching prepared = call.prepare(descriptors);
      return object.attach(program.name(), () -> prepared.attach(program, explained()));
    }
  }

  private ProgramFit judged() {
    program.descriptor("attach");
    ProgramFit fit = call.fit();
    ProgramType type = ProgramType.of(Libbpf.bpf_program__type(program.address()));
    AttachType attachType =
        AttachType.of(LibbpfPrograms.bpf_program__expected_attach_type(program.address()));
    if (!fit.takes(type, attachType)) {
      throw failure(
          "it takes programs of SEC(\"%s\"), but this is of SEC(\"%s\"), %s%s%s"
              .formatted(
                  fit.sections(),
                  program.section(),
                  type,
                  shown(type, attachType),
                  fit.remedy(type)));
    }
    return fit;
  }

  /** 0 is a way of attaching of one type alone; of others, that there is none to choose. */
  private static String shown(ProgramType type, AttachType attachType) {
    return attachType.number() == 0 && !type.equals(ProgramType.CGROUP_SKB)
        ? ""
        : ", " + attachType;
  }

  private BpfException failure(String why) {
    return new BpfException(call.function(), program.name(), BpfException.Kind.INVALID, why);
  }

  private LibbpfCall explained() {
    LibbpfCall explained =
        LibbpfCall.of(call.function(), program.name())
            .diagnose(() -> PreflightCheck.lines(program));
    call.explanations().forEach(explained::explain);
    return explained;
  }
}
