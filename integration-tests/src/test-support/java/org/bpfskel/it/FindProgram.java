package org.bpfskel.it;

import java.nio.file.Path;
import org.bpfskel.BpfObject;

/** Finds a program whose name is not of ASCII in an object file. For {@link ChildJvm}. */
final class FindProgram {
  static final String NAME = "gr\u00f6\u00dfe";
  static final String FOUND = "found";

  private FindProgram() {}

  public static void main(String[] object) {
    try (BpfObject opened = BpfObject.open(Path.of(object[0]))) {
      System.out.println(opened.program(NAME).name().equals(NAME) ? FOUND : "another");
    }
  }
}
