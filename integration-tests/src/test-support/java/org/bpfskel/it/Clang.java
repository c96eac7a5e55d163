package org.bpfskel.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Compiles C on the spot, for objects that no skeleton of this module can be made from. */
public final class Clang {
  private Clang() {}

  /** With {@code bpfel} or {@code bpfeb} as the target. */
  public static void compile(String target, String source, Path object, String... options)
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

  /** A C program that lies beside this class, for this machine. */
  public static void compileProgram(String name, Path program) throws IOException {
    Path source = Path.of(program + ".c");
    try (InputStream in = Clang.class.getResourceAsStream(name)) {
      Files.write(source, Objects.requireNonNull(in, name).readAllBytes());
    }
    List<String> command = new ArrayList<>();
    command.addAll(List.of(System.getProperty("clang", "clang"), "-O2", "-Wall", "-Werror"));
    command.addAll(List.of("-o", program.toString(), source.toString(), "-ldl"));
    Command.run(command).succeeded();
  }

  /** Whether the compiler predefines a macro for that target. */
  public static boolean defines(String target, String macro) throws IOException {
    String compiler = System.getProperty("clang", "clang");
    return Command.run(
            List.of(
                compiler, "--target=" + target, "-mcpu=v3", "-dM", "-E", "-x", "c", "/dev/null"))
        .succeeded()
        .contains("#define " + macro + " ");
  }
}
