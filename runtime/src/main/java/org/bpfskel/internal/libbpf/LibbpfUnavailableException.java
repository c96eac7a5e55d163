package org.bpfskel.internal.libbpf;

/**
 * No native function can be called, or there is no libbpf that can be used; the message says what
 * was found and what to do.
 */
public final class LibbpfUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String explanation;

  LibbpfUnavailableException(String explanation) {
    super(explanation);
    this.explanation = explanation;
  }

  /** What was found and what to do. */
  public String explanation() {
    return explanation;
  }
}
