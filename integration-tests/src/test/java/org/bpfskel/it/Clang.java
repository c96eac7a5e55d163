package org.bpfskel.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compiles C on the spot, for objects that no skeleton of this module can be made from. */
final class Clang {
  private Clang() {}

  /** With {@code bpfel} or {@code bpfeb} as the target. */
  static void compile(String target, String source, Path object, String... options)
      throws IOException {
    Path file = Files.createTempFile("source", ".bpf.c");
    try {
      Files.writeString(file, source);
      Files.createDirectories(object.getParent());
      List<String> command = new ArrayList<>();
      command.addAll(List.of(System.getProperty("clang", "clang"), "-g", "-O2"));
      command.addAll(List.of("--target=" + target, "-c", file.toString(), "-o", object.toString()));
      command.addAll(List.of(options));
      Command.run(command).succeeded();
    } finally {
      Files.delete(file);
    }
  }

  /** Whether the compiler predefines a macro for that target. */
  static boolean defines(String target, String macro) throws IOException {
    String compiler = System.getProperty("clang", "clang");
    return Command.run(
            List.of(
                compiler, "--target=" + target, "-mcpu=v3", "-dM", "-E", "-x", "c", "/dev/null"))
        .succeeded()
        .contains("#define " + macro + " ");
  }
}
