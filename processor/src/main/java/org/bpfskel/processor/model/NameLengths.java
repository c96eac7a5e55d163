package org.bpfskel.processor.model;

/** Refuses names that no class file can hold, neither as a field's name nor as a string. */
final class NameLengths {
  /**
   * The length of a constant has 16 bits (JVMS 4.4.7), and javac takes no string of the longest.
   */
  private static final int MAX_BYTES = 65_534;

  private static final int MAX_BYTES_PER_CHARACTER = 3;

  private static final int SHOWN = 40;

  private NameLengths() {}

  static void check(SkeletonModel model) throws ObjectException {
    for (Program program : model.programs()) {
      check("program", program.name(), program.javaName());
    }
    for (MapModel map : model.maps()) {
      check("map", map.name(), map.javaName());
    }
    for (StructType struct : model.structs()) {
      check(struct.union() ? "union" : "struct", struct.cName(), "");
      for (Field member : struct.fields()) {
        check("member", member);
      }
    }
    for (EnumType enumType : model.enums()) {
      for (EnumType.Constant constant : enumType.constants()) {
        check("enum constant", constant.name(), constant.javaName());
      }
    }
    for (DataGroup group : model.dataGroups()) {
      check("section", group.section(), group.javaName());
      for (Field variable : group.variables()) {
        check("variable", variable);
      }
    }
  }

  private static void check(String what, Field field) throws ObjectException {
    String name = field.member().name();
    check(what, name, field.javaName());
    check("the type of " + what + " " + shown(name) + ",", field.member().cType(), "");
  }

  /** The Java name may be longer, by what tells it from another. */
  private static void check(String what, String name, String javaName) throws ObjectException {
    if (Math.max(name.length(), javaName.length()) <= MAX_BYTES / MAX_BYTES_PER_CHARACTER) {
      return;
    }
    int bytes = Math.max(bytes(name), bytes(javaName));
    if (bytes > MAX_BYTES) {
      throw new ObjectException(
          "%s %s has a name of %d bytes, and Java's class files hold none of more than %d: give it a shorter one in C"
              .formatted(what, shown(name), bytes, MAX_BYTES));
    }
  }

  private static String shown(String name) {
    int end = Math.min(name.length(), SHOWN);
    return "'" + name.substring(0, end) + (end < name.length() ? "…'" : "'");
  }

  /** In the UTF-8 of class files, where a character beyond the first 65,536 takes six. */
  private static int bytes(String name) {
    return name.chars().map(c -> c != 0 && c < 0x80 ? 1 : c < 0x800 ? 2 : 3).sum();
  }
}
