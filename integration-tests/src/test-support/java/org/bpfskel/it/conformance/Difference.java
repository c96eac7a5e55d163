package org.bpfskel.it.conformance;

/** One way in which an object's skeleton is not what bpftool's is. */
record Difference(Kind kind, String text) {
  /** What differs, in the order of the report. */
  enum Kind {
    REFUSED("refused by bpfskel alone"),
    JAVAC("javac's errors and warnings"),
    MAPS("maps"),
    PROGRAMS("programs"),
    LINKS("links"),
    DATA("data variables"),
    STRUCT_OPS("struct_ops members"),
    DEBUG_TYPES("types of debug information, against BTF"),
    UNKNOWN("could not be compared");

    final String title;

    Kind(String title) {
      this.title = title;
    }
  }

  @Override
  public String toString() {
    return kind.title + ": " + text;
  }
}
