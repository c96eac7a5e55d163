package org.bpfskel.internal.attach;

import java.util.Set;
import java.util.function.Predicate;
import org.bpfskel.AttachType;
import org.bpfskel.ProgramType;

/**
 * Which programs a target takes. Asked before the kernel is: a system call has one number for what
 * is an interface to one type of program and a file descriptor to another, so that a program of the
 * wrong type may end up on an interface whose index the descriptor happens to be.
 *
 * @param sections what such programs have in {@code SEC()}, for messages
 * @param types those of the programs
 * @param attachTypes those that the programs expect
 */
public record ProgramFit(
    String sections, Set<ProgramType> types, Predicate<AttachType> attachTypes) {
  /** Programs of one type that expect one attach type. */
  public static ProgramFit of(String section, ProgramType type, AttachType attachType) {
    return new ProgramFit(section, Set.of(type), attachType::equals);
  }

  /** Programs for one side of a device, and those of {@code SEC("tc")}, which name none. */
  public static ProgramFit side(String section, AttachType side) {
    return new ProgramFit(
        section + ", tc or classifier",
        Set.of(ProgramType.SCHED_CLS),
        attachType -> attachType.equals(side) || attachType.number() == 0);
  }

  /** What goes by a perf event; a section leaves its attach type at 0. */
  public static ProgramFit perf(String sections, ProgramType type) {
    return new ProgramFit(
        sections,
        Set.of(type),
        attachType -> attachType.number() == 0 || attachType.equals(AttachType.PERF_EVENT));
  }

  /** What makes a program of that type fit; empty if nothing does. */
  public String remedy(ProgramType type) {
    return type.equals(ProgramType.SCHED_ACT) && types.contains(ProgramType.SCHED_CLS)
        ? "; options().setType(ProgramType.SCHED_CLS) before load makes it one"
        : "";
  }

  /** Whether such a program can go there. */
  public boolean takes(ProgramType type, AttachType attachType) {
    return types.contains(type) && attachTypes.test(attachType);
  }
}
