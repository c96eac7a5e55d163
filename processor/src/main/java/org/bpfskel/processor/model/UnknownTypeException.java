package org.bpfskel.processor.model;

/** A type that the annotation names is not in the object, or may be one of several. */
public final class UnknownTypeException extends ObjectException {
  private static final long serialVersionUID = 1L;

  UnknownTypeException(String message) {
    super(message);
  }
}
