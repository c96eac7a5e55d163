package org.bpfskel.processor.model;

import org.bpfskel.internal.object.StructOpsPlace;
import org.bpfskel.internal.object.TopLevelMembers;

/**
 * A program that the initial value of a struct_ops variable has in one of its callbacks.
 *
 * @param offset of the callback in the variable, in bytes
 * @param member name of the callback
 */
record Callback(
    StructOpsPlace variable, TopLevelMembers type, long offset, String member, Program program) {

  /** Whether libbpf takes both for the same callback of the kernel, which it finds by name. */
  boolean isSameInKernel(Callback other) {
    return member.equals(other.member) && type.kernelName().equals(other.type.kernelName());
  }

  @Override
  public String toString() {
    return "'%s' of '%s' (struct %s)".formatted(member, variable.name(), type.name());
  }
}
