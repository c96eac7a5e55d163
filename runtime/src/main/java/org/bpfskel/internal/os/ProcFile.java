package org.bpfskel.internal.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Small text files in which the kernel describes itself; where one is not there, nothing is known.
 */
public final class ProcFile {
  private ProcFile() {}

  /** The first line; empty if the file cannot be read. */
  public static String line(String file) {
    List<String> lines = lines(file);
    return lines.isEmpty() ? "" : lines.get(0);
  }

  /** What stands behind the first line's beginning that is the field; empty if none begins so. */
  public static String field(String file, String field) {
    for (String line : lines(file)) {
      if (line.startsWith(field)) {
        return line.substring(field.length()).strip();
      }
    }
    return "";
  }

  private static List<String> lines(String file) {
    try {
      return Files.readAllLines(Path.of(file));
    } catch (IOException e) {
      return List.of();
    }
  }
}
