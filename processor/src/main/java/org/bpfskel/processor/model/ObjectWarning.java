package org.bpfskel.processor.model;

/**
 * Something in an object that allows a skeleton, but that its author may not have meant.
 *
 * @param text what was found and what it leads to, in terms of C
 */
public record ObjectWarning(Level level, String text) {

  /** How much it matters. */
  public enum Level {
    /** Often on purpose: nothing to change unless it is not. */
    NOTE,
    /** Will fail at open or load. */
    WARNING,
    /** As that, and shown by the object alone: libbpf or every kernel refuses it. */
    ERROR;

    /** What tools call it that make the skeleton all the same, as nothing silences them. */
    public String word() {
      return this == NOTE ? "note" : "warning";
    }
  }
}
