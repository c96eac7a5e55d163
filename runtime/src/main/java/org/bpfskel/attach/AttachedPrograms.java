package org.bpfskel.attach;

import java.util.List;
import org.bpfskel.internal.attach.ProgramQuery;

/**
 * What is attached to a hook, as of one moment: {@code struct bpf_prog_query_opts}.
 *
 * @param revision the number that the kernel counts up with each change of the hook's programs, for
 *     {@link Order#atRevision}: of tcx, netkit, and cgroups since Linux 6.17; 0 elsewhere
 * @param flags {@code BPF_F_*} that the hook's programs were attached with, of a cgroup; 0
 *     elsewhere
 * @param programs in the order in which the hook runs them; unmodifiable
 */
public record AttachedPrograms(long revision, int flags, List<AttachedProgram> programs) {

  /**
   * Keeps a copy of the list.
   *
   * @param revision the number of the hook's state; 0 for none
   * @param flags {@code BPF_F_*} of the hook
   * @param programs in the order in which they run
   */
  public AttachedPrograms {
    programs = List.copyOf(programs);
  }

  /** {@return the programs' numbers, in the same order: {@link org.bpfskel.ProgramInfo#id}} */
  public List<Integer> programIds() {
    return programs.stream().map(AttachedProgram::programId).toList();
  }

  static AttachedPrograms of(ProgramQuery.AttachedHere answer) {
    return new AttachedPrograms(
        answer.revision(),
        answer.flags(),
        answer.entries().stream()
            .map(
                entry ->
                    new AttachedProgram(
                        entry.programId(), entry.linkId(), entry.programFlags(), entry.linkFlags()))
            .toList());
  }
}
