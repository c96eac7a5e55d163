package org.bpfskel.compile;

/**
 * What the doctor found of one thing.
 *
 * @param good whether it is as it has to be
 * @param text what was found, and what to do where it is not good
 */
public record Finding(String thing, boolean good, String text) {
  public static Finding good(String thing, String text) {
    return new Finding(thing, true, text);
  }

  public static Finding bad(String thing, String text) {
    return new Finding(thing, false, text);
  }
}
