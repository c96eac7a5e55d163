package org.bpfskel.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The objects of a source folder: compiles those whose sources, headers, flags or clang changed,
 * and removes those whose sources are gone.
 *
 * @param sourceDirectory has the sources, {@code *.bpf.c}
 * @param output gets the objects
 * @param recordDirectory gets what is known of each object
 */
public record BpfObjects(
    Path sourceDirectory, ObjectOutput output, Path recordDirectory, BuildLog log) {
  private static final String SOURCE = ".bpf.c";
  private static final String RECORD = ".record";

  /** Names of the sources, such as {@code net/flow} for {@code net/flow.bpf.c}, in their order. */
  public List<String> sources() throws IOException {
    return names(sourceDirectory, SOURCE);
  }

  /** The sources of a folder, in their order. */
  static List<Path> sourceFiles(Path directory) throws IOException {
    return names(directory, SOURCE).stream().map(name -> directory.resolve(name + SOURCE)).toList();
  }

  /** Names of objects that an earlier build made and that have no source any more. */
  public List<String> orphans() throws IOException {
    List<String> orphans = new ArrayList<>(names(recordDirectory, ObjectOutput.OBJECT + RECORD));
    orphans.removeAll(sources());
    return orphans;
  }

  public void removeOrphans() throws IOException {
    for (String name : orphans()) {
      log.info("Removing " + output.object(name) + ", whose source is gone");
      output.delete(name);
      Files.delete(record(name));
    }
  }

  /** Names of the sources that have to be compiled. */
  public List<String> stale(ClangCommand command) throws IOException {
    List<String> stale = new ArrayList<>();
    HeaderLookup lookup = command.headerLookup();
    for (String name : sources()) {
      if (!Files.exists(record(name))
          || !ObjectRecord.read(record(name)).isCurrent(settings(command), lookup)) {
        stale.add(name);
      }
    }
    return stale;
  }

  /**
   * Compiles them all, even if one fails: each error is shown.
   *
   * @throws ClangException if one has errors; its earlier object stays
   */
  public void compile(List<String> names, ClangCommand command) throws IOException, ClangException {
    List<String> failed = new ArrayList<>();
    for (String name : names) {
      if (!compile(name, command)) {
        failed.add(source(name).toString());
      }
    }
    if (!failed.isEmpty()) {
      throw new ClangException(
          "%s cannot compile %s: its errors are above"
              .formatted(command.clang().program(), String.join(", ", failed)));
    }
  }

  private boolean compile(String name, ClangCommand command) throws IOException {
    Path object = recordDirectory.resolve(name + ObjectOutput.OBJECT);
    Path dependencies = recordDirectory.resolve(name + ".d");
    Files.createDirectories(object.getParent());
    List<String> line = command.line(source(name), object, dependencies);
    log.debug(String.join(" ", line));
    ProgramRun clang = ProgramRun.of(line, command.baseDirectory().toFile());
    show(clang);
    if (!clang.succeeded()) {
      return false;
    }
    List<Path> files = new ArrayList<>(output.files(name));
    for (String file : DependencyFile.prerequisites(Files.readString(dependencies))) {
      files.add(command.baseDirectory().resolve(file));
    }
    output.write(name, Files.readAllBytes(object));
    Files.delete(object);
    Files.delete(dependencies);
    ObjectRecord.of(settings(command), command.headerLookup(), files).write(record(name));
    return true;
  }

  /** A digest of all that an object depends on but files. */
  private String settings(ClangCommand command) {
    return Digest.of(command.digest() + output.strip());
  }

  private void show(ProgramRun clang) {
    for (ClangMessage message : ClangMessage.parse(clang.output())) {
      switch (message.severity()) {
        case ERROR -> message.lines().forEach(log::error);
        case WARNING -> message.lines().forEach(log::warn);
        case OTHER -> message.lines().forEach(clang.succeeded() ? log::info : log::error);
      }
    }
    if (!clang.succeeded() && clang.output().isBlank()) {
      log.error("clang ended with code " + clang.exitCode() + " and no message");
    }
  }

  private static List<String> names(Path directory, String end) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .filter(file -> file.endsWith(end))
          .map(file -> file.substring(0, file.length() - end.length()))
          .sorted()
          .toList();
    }
  }

  private Path source(String name) {
    return sourceDirectory.resolve(name + SOURCE);
  }

  private Path record(String name) {
    return recordDirectory.resolve(name + ObjectOutput.OBJECT + RECORD);
  }
}
