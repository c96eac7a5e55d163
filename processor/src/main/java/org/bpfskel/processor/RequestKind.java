package org.bpfskel.processor;

/** What an annotation asks for. */
enum RequestKind {
  /** {@code @BpfSkeleton}: all that an object has. */
  SKELETON("Skel"),
  /** {@code @BpfTypes}: its types alone. */
  TYPES("Types");

  private final String ending;

  RequestKind(String ending) {
    this.ending = ending;
  }

  /** Of the class's name where the annotation leaves that open. */
  String ending() {
    return ending;
  }
}
