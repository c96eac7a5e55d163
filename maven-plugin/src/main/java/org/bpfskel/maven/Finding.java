package org.bpfskel.maven;

/**
 * What the doctor found of one thing.
 *
 * @param good whether it is as it has to be
 * @param text what was found, and what to do where it is not good
 */
record Finding(String thing, boolean good, String text) {
  static Finding good(String thing, String text) {
    return new Finding(thing, true, text);
  }

  static Finding bad(String thing, String text) {
    return new Finding(thing, false, text);
  }
}
