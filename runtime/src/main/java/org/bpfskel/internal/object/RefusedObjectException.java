package org.bpfskel.internal.object;

/**
 * An object that is damaged, or that libbpf has no use for; the message says what was found and
 * what to do.
 */
public final class RefusedObjectException extends Exception {
  private static final long serialVersionUID = 1L;

  RefusedObjectException(String message) {
    super(message);
  }

  static RefusedObjectException damaged(String found) {
    return new RefusedObjectException(found + ": the object is damaged, build it again");
  }
}
