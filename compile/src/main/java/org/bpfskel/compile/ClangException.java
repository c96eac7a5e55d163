package org.bpfskel.compile;

/** Why BPF sources cannot be compiled; the message is for the user. */
public final class ClangException extends Exception {
  private static final long serialVersionUID = 1L;

  ClangException(String message) {
    super(message);
  }
}
