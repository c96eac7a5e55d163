package org.bpfskel.processor;

/** Why no skeleton can be generated; becomes one compile error on an annotation's element. */
final class SkeletonException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The element of the annotation that is to blame: {@code value} or {@code name}. */
  private final String element;

  SkeletonException(String element, String message) {
    super(message);
    this.element = element;
  }

  String element() {
    return element;
  }
}
