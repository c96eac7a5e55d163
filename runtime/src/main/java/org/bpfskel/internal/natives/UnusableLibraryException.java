package org.bpfskel.internal.natives;

/** One of the libraries that were tried is of no use; the message says which, and why. */
public final class UnusableLibraryException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  public UnusableLibraryException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** Which it is, and why. */
  public String reason() {
    return reason;
  }
}
