package org.bpfskel.processor.dwarf;

/** Debug information that cannot be read; the message says what was found in it. */
public final class DwarfException extends Exception {
  private static final long serialVersionUID = 1L;

  DwarfException(String message) {
    super(message);
  }

  static DwarfException damaged(String what) {
    return new DwarfException("it is damaged or truncated (" + what + "): compile it again");
  }
}
