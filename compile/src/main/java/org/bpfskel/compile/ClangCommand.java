package org.bpfskel.compile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a source is compiled: everything that the object depends on, but for the source itself.
 *
 * @param baseDirectory the project's, where clang runs: no path above it gets into an object
 * @param rootDirectory of all modules
 * @param includeDirectory has the headers that come with the plugin
 * @param userArguments come last, so that they win
 */
public record ClangCommand(
    Clang clang,
    TargetArchitecture architecture,
    Path baseDirectory,
    Path rootDirectory,
    Path sourceDirectory,
    Path includeDirectory,
    List<String> userArguments) {
  private static final List<String> INCLUDE_OPTIONS =
      List.of("-I", "-iquote", "-isystem", "-idirafter", "--include-directory=");

  /** What compiles one source, as paths relative to the base directory where they can be. */
  public List<String> line(Path source, Path object, Path dependencies) {
    List<String> line = new ArrayList<>(List.of(clang.program()));
    line.addAll(arguments());
    line.addAll(List.of("-fdiagnostics-absolute-paths", "-MD", "-MF", dependencies.toString()));
    line.addAll(List.of("-c", relative(source), "-o", object.toString()));
    return line;
  }

  /** Where clang is told to look for headers. */
  HeaderLookup headerLookup() {
    List<Path> folders = new ArrayList<>();
    List<String> arguments = arguments();
    for (int i = 0; i < arguments.size(); i++) {
      for (String option : INCLUDE_OPTIONS) {
        String argument = arguments.get(i);
        if (argument.equals(option) && i + 1 < arguments.size()) {
          folders.add(baseDirectory.resolve(arguments.get(i + 1)));
        } else if (argument.startsWith(option) && !argument.equals(option)) {
          folders.add(baseDirectory.resolve(argument.substring(option.length())));
        }
      }
    }
    return new HeaderLookup(folders);
  }

  /** What finds the files that a source includes, and compiles nothing. */
  List<String> scanLine(Path source, Path dependencies) {
    List<String> line = new ArrayList<>(List.of(clang.program()));
    line.addAll(arguments());
    line.addAll(List.of("-w", "-M", "-MF", dependencies.toString(), relative(source)));
    return line;
  }

  /** What decides on the object. */
  private List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-target", architecture.bpfTarget(), "-mcpu=v3"));
    arguments.addAll(List.of("-g", "-O2", "-Wall"));
    arguments.add("-D__TARGET_ARCH_" + architecture.macroName());
    // Of options that both fit a path, the last one wins, or the longer one with an old clang.
    if (baseDirectory.startsWith(rootDirectory) && !baseDirectory.equals(rootDirectory)) {
      arguments.add(
          "-ffile-prefix-map=%s=%s"
              .formatted(rootDirectory, baseDirectory.relativize(rootDirectory)));
    }
    arguments.add("-ffile-prefix-map=%s=.".formatted(baseDirectory));
    arguments.addAll(List.of("-I", relative(sourceDirectory)));
    arguments.addAll(List.of("-isystem", relative(includeDirectory)));
    // Where the kernel's headers, if a source includes these, have what differs by architecture.
    arguments.addAll(List.of("-idirafter", architecture.headers()));
    arguments.addAll(userArguments);
    return arguments;
  }

  /** A digest of clang and its arguments. */
  public String digest() {
    return Digest.of(clang.version() + "\n" + String.join("\n", arguments()));
  }

  private String relative(Path file) {
    return file.startsWith(baseDirectory)
        ? baseDirectory.relativize(file).toString()
        : file.toString();
  }
}
