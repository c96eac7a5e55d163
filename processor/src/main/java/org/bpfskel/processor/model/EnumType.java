package org.bpfskel.processor.model;

import java.util.List;

/**
 * A C enum whose constants become a nested class.
 *
 * @param cType how C refers to it: {@code enum mode}, or one without a tag by its typedef
 * @param javaName simple name of the class
 * @param size of a value in bytes
 */
public record EnumType(
    String cType, String javaName, int size, boolean signed, List<Constant> constants) {
  public EnumType {
    constants = List.copyOf(constants);
  }

  /** Whether C has a name for it. */
  boolean hasName() {
    return !cType.equals(EnumReader.NAMELESS);
  }

  /**
   * A constant of an enum.
   *
   * @param value sign-extended if the enum is signed, else zero-extended
   */
  public record Constant(String name, String javaName, long value) {}
}
