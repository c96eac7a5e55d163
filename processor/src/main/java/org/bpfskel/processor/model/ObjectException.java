package org.bpfskel.processor.model;

/** An object that no skeleton can be made of; the message says what was found and what to do. */
public class ObjectException extends Exception {
  private static final long serialVersionUID = 1L;

  ObjectException(String message) {
    super(message);
  }

  ObjectException(String message, Throwable cause) {
    super(message, cause);
  }
}
