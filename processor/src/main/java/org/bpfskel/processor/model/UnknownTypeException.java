package org.bpfskel.processor.model;

/** What the annotation names is not in the object, or may be one of several. */
public final class UnknownTypeException extends ObjectException {
  private static final long serialVersionUID = 1L;

  private final String element;

  private UnknownTypeException(String element, String message) {
    super(message);
    this.element = element;
  }

  /** Of the annotation's {@code types}. */
  UnknownTypeException(String message) {
    this("types", message);
  }

  /** Of the annotation's {@code bytes}. */
  static UnknownTypeException ofBytes(String message) {
    return new UnknownTypeException("bytes", message);
  }

  /** Of the annotation's {@code mapTypes}. */
  static UnknownTypeException ofMapTypes(String message) {
    return new UnknownTypeException("mapTypes", message);
  }

  /** Of the annotation's {@code typesOf}. */
  static UnknownTypeException ofSharedTypes(String message) {
    return new UnknownTypeException("typesOf", message);
  }

  /** The annotation's element that is to blame. */
  public String element() {
    return element;
  }
}
