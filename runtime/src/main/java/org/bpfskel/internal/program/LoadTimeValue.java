package org.bpfskel.internal.program;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a register or a place on the stack when the verifier comes there.
 *
 * @param isRuntime whether only the running program has the value, so that the verifier follows
 *     both ways of a branch on it
 * @param constant the value, if it is known here; else the verifier may know it, or not
 */
record LoadTimeValue(boolean isRuntime, @Nullable Long constant) {
  /** A number that only the running program has. */
  static final LoadTimeValue RUNTIME = new LoadTimeValue(true, null);

  /** Perhaps known to the verifier, and not known here. */
  static final LoadTimeValue PERHAPS_KNOWN = new LoadTimeValue(false, null);

  static LoadTimeValue of(long constant) {
    return new LoadTimeValue(false, constant);
  }

  /** On two ways to one instruction. */
  LoadTimeValue join(LoadTimeValue other) {
    return equals(other) ? this : PERHAPS_KNOWN;
  }
}
