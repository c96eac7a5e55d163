package org.bpfskel.processor.model;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Makes class names fit into the names of files, which a class has one of for itself. */
public final class ClassFileNames {
  /** Of UTF-8 in the name of a skeleton class, so that enough is left for those nested in it. */
  public static final int MAX_SKELETON_BYTES = 200;

  /** What nearly every file system holds. */
  private static final int MAX_FILE_BYTES = 255;

  /** What tells classes of one name apart, the class in it, and parts of a large one. */
  private static final String LONGEST_SUFFIX = "_99999$Members_part9999";

  private ClassFileNames() {}

  /** Bytes of UTF-8. */
  public static int bytes(String name) {
    return name.getBytes(UTF_8).length;
  }

  /** How many bytes are left for the name of a nested class. */
  static int nestedBytes(String skeleton) {
    return MAX_FILE_BYTES - bytes(skeleton + "$" + LONGEST_SUFFIX + ".class");
  }

  /**
   * The name itself, or its beginning with a hash of the whole: so one type's name does not depend
   * on which others there are.
   */
  static String cut(String name, int maxBytes) {
    if (bytes(name) <= maxBytes) {
      return name;
    }
    String hash = "_%08x".formatted(name.hashCode());
    int end = 0;
    int left = maxBytes - hash.length();
    while (true) {
      int next = name.offsetByCodePoints(end, 1);
      left -= bytes(name.substring(end, next));
      if (left < 0) {
        return name.substring(0, end) + hash;
      }
      end = next;
    }
  }
}
