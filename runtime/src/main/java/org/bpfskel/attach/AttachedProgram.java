package org.bpfskel.attach;

/**
 * A program that is attached to a hook: one of {@link AttachedPrograms}.
 *
 * @param programId number of the program: {@link org.bpfskel.ProgramInfo#id}
 * @param linkId number of the link that holds it, {@link org.bpfskel.LinkInfo#id}, of tcx and
 *     netkit; 0 if it has none, and of other hooks, whose links the kernel does not tell
 * @param programFlags {@code BPF_F_*} that it was attached with, of a cgroup; 0 elsewhere
 * @param linkFlags {@code BPF_F_*} that its link was made with; 0 elsewhere
 */
public record AttachedProgram(int programId, int linkId, int programFlags, int linkFlags) {}
