package org.bpfskel.it.tool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bpfskel.it.BpfObjects;
import org.bpfskel.it.BuiltModule;
import org.bpfskel.it.ChildJvm;
import org.jspecify.annotations.NullMarked;

/** Runs {@code java -jar bpfskel-processor.jar}, in a folder. */
record ToolJar(Path folder) {
  static final Path JAR = BuiltModule.PROCESSOR.jar();

  /** What code with skeletons is compiled against. */
  static final List<Path> USER =
      List.of(
          ChildJvm.runtime(),
          BpfObjects.classPathEntry(NullMarked.class.getName().replace('.', '/') + ".class"));

  /** How a program ended. */
  record Ended(int exitCode, String output, String errors) {
    /** What it wrote to standard output; it must have ended well, without a word of errors. */
    String succeeded() throws IOException {
      if (exitCode != 0 || !errors.isEmpty()) {
        throw new IOException("exit code %d: %s%s".formatted(exitCode, errors, output));
      }
      return output;
    }
  }

  /** A command of the tool. */
  Ended run(String... arguments) throws IOException {
    return java(Stream.concat(Stream.of("-jar", JAR.toString()), Arrays.stream(arguments)));
  }

  /** The launcher {@code java}. */
  Ended java(Stream<String> arguments) throws IOException {
    return ended("java", arguments);
  }

  /** javac, which places its output in the folder {@code classes}. */
  Ended javac(String... arguments) throws IOException {
    return ended("javac", Stream.concat(Stream.of("-d", "classes"), Arrays.stream(arguments)));
  }

  private Ended ended(String program, Stream<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", program).toString());
    arguments.forEach(command::add);
    Path output = Files.createTempFile("output", null);
    Path errors = Files.createTempFile("errors", null);
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile())
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(command + " did not end");
      }
      return new Ended(
          process.exitValue(), Files.readString(output, UTF_8), Files.readString(errors, UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while running " + command, e);
    } finally {
      Files.delete(output);
      Files.delete(errors);
    }
  }

  /** Writes an object of the tests, under its name on their class path. */
  Path object(String resource) throws IOException {
    Path file = folder.resolve(resource);
    Files.createDirectories(file.getParent());
    return Files.write(file, BpfObjects.bytes(resource));
  }

  /** Writes a source. */
  ToolJar source(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.toAbsolutePath().getParent());
    Files.writeString(path, text);
    return this;
  }

  static String path(List<Path> entries, Path... more) {
    return Stream.concat(entries.stream(), Stream.of(more))
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }
}
