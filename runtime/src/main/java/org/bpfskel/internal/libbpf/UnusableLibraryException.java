package org.bpfskel.internal.libbpf;

/** One of the libraries that were tried is of no use; the message says which, and why. */
final class UnusableLibraryException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  UnusableLibraryException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** Which it is, and why. */
  String reason() {
    return reason;
  }
}
