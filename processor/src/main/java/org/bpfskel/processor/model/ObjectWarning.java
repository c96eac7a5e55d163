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
    WARNING
  }
}
