package org.bpfskel.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Compiles C on the spot, for objects that no skeleton of this module can be made from. */
final class Clang {
  private Clang() {}

  /** With {@code bpfel} or {@code bpfeb} as the target. */
  static void compile(String target, String source, Path object) throws IOException {
    Path file = Files.createTempFile("source", ".bpf.c");
    try {
      Files.writeString(file, source);
      Files.createDirectories(object.getParent());
      Command.run(
              List.of(
                  System.getProperty("clang", "clang"),
                  "-g",
                  "-O2",
                  "--target=" + target,
                  "-c",
                  file.toString(),
                  "-o",
                  object.toString()))
          .succeeded();
    } finally {
      Files.delete(file);
    }
  }
}
