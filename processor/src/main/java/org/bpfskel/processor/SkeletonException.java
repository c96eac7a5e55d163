package org.bpfskel.processor;

/** Why no skeleton can be generated; in javac one error on an annotation's element. */
public final class SkeletonException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * The element of the annotation that is to blame: {@code value}, {@code name} or {@code types}.
   */
  private final String element;

  private final String explanation;

  SkeletonException(String element, String message) {
    super(message);
    this.element = element;
    this.explanation = message;
  }

  /** What of the settings is to blame, as {@code @BpfSkeleton} calls it. */
  public String element() {
    return element;
  }

  /** What was found and what to do. */
  public String explanation() {
    return explanation;
  }
}
