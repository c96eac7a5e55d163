package org.bpfskel.internal.attach;

import java.util.Set;
import org.bpfskel.AttachType;
import org.bpfskel.BpfException;
import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.handle.LinkHandle;
import org.bpfskel.internal.handle.ProgramHandle;
import org.bpfskel.internal.libbpf.LibbpfAttach;
import org.bpfskel.internal.libbpf.LibbpfPrograms;
import org.bpfskel.internal.libbpf.ProgOpts.ProgAttachOpts;
import org.bpfskel.internal.os.Descriptor;
import org.bpfskel.internal.os.Errno;

/** A program that {@code bpf_prog_attach} has put on a cgroup or on the sockets of a map. */
public final class ProgAttachHandle extends LinklessHandle {
  private static final String FUNCTION = "bpf_prog_attach_opts";
  private static final int BPF_F_ALLOW_MULTI = 1 << 1;
  private static final int BPF_F_REPLACE = 1 << 2;

  /** {@code BPF_F_ALLOW_OVERRIDE} and the other one: a place keeps them. */
  private static final int SHARING = 1 | BPF_F_ALLOW_MULTI;

  /** What the kernel answers where the cgroup, or the program there, is gone. */
  private static final Set<Integer> GONE = Set.of(Errno.ENOENT, Errno.ENODEV, Errno.EBADF);

  private final Where where;
  private final AttachType type;
  private final int flags;

  /**
   * Where the program goes.
   *
   * @param target descriptor of the cgroup or map; the handle owns it once the program is attached
   * @param query asks what is there
   */
  public record Where(int target, ProgramQuery query) {}

  /**
   * How it goes there.
   *
   * @param flags of {@code BPF_F_*}
   * @param replaced descriptor of the program that must be there; 0 for none
   * @param relativeId number of the program or link that the flags speak of; 0 for none
   * @param mustBeFirst whether a program that is there stays, which the kernel would replace
   */
  public record How(
      int flags, int replaced, int relativeId, long expectedRevision, boolean mustBeFirst) {
    /** In a place that has one program, which another one does not take. */
    public static final How ALONE = new How(0, 0, 0, 0, true);
  }

  private ProgAttachHandle(OwnProgram program, Where where, AttachType type, int flags) {
    super(FUNCTION, program);
    this.where = where;
    this.type = type;
    this.flags = flags;
  }

  /**
   * Attaches a program, as what it was loaded for.
   *
   * @param call what errors mean
   * @param descriptors with that of the target, which the handle takes over
   */
  public static LinkHandle attach(
      ProgramHandle program, LibbpfCall call, Where where, How how, Descriptors descriptors) {
    AttachType type =
        AttachType.of(LibbpfPrograms.bpf_program__expected_attach_type(program.address()));
    if (how.mustBeFirst() && !where.query().of(where.target(), type).entries().isEmpty()) {
      throw new BpfException(
          FUNCTION,
          program.name(),
          BpfException.Kind.BUSY,
          "a program of this kind is attached there already, and stays");
    }
    return attach(
        program,
        own -> {
          int flags = how.flags() | (how.replaced() == 0 ? 0 : BPF_F_REPLACE);
          try (ProgAttachOpts opts =
              new ProgAttachOpts(flags, how.replaced(), how.relativeId(), how.expectedRevision())) {
            call.check(
                () ->
                    LibbpfAttach.bpf_prog_attach_opts(
                        own.descriptor(), where.target(), type.number(), opts));
          }
          descriptors.release(where.target());
          return new ProgAttachHandle(own, where, type, how.flags());
        });
  }

  /** Only one of several is named; where there is one, attaching replaces it, whichever it is. */
  @Override
  void replace(int program, int replaced) {
    if (!isThere()) {
      throw new BpfException(
          FUNCTION,
          name(),
          BpfException.Kind.NOT_FOUND,
          "it is attached there no more, or somebody else has put another program there");
    }
    boolean isOneOfMany = (flags & BPF_F_ALLOW_MULTI) != 0;
    int replacing = isOneOfMany ? BPF_F_REPLACE : 0;
    try (ProgAttachOpts opts =
        new ProgAttachOpts((flags & SHARING) | replacing, isOneOfMany ? replaced : 0, 0, 0)) {
      LibbpfCall.of(FUNCTION, name())
          .check(
              () ->
                  LibbpfAttach.bpf_prog_attach_opts(program, where.target(), type.number(), opts));
    }
  }

  /** Of a place with one program the kernel would take any for the one that is meant. */
  @Override
  void end(int program) {
    try {
      if (isThere()) {
        LibbpfCall.of("bpf_prog_detach2", name())
            .check(() -> LibbpfAttach.bpf_prog_detach2(program, where.target(), type.number()));
      }
    } catch (BpfException e) {
      if (!GONE.contains(e.errno())) {
        throw e;
      }
    }
  }

  private boolean isThere() {
    return where.query().of(where.target(), type).entries().stream()
        .anyMatch(entry -> entry.programId() == programId());
  }

  @Override
  void release() {
    Descriptor.close(where.target());
  }
}
