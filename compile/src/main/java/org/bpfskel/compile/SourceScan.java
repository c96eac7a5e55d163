package org.bpfskel.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What objects would be compiled from, as clang's preprocessor finds it: for build tools that want
 * to know before. The same in every folder, if the files are.
 *
 * @param clang its version
 * @param files a digest and a path each; a source that cannot be preprocessed stands for itself,
 *     and is never current
 */
public record SourceScan(String clang, List<String> files) {
  private static final String FAILED = "failed";

  /** Scans the sources of a folder. */
  public static SourceScan of(Path sourceDirectory, ClangCommand command) throws IOException {
    List<String> files = new ArrayList<>();
    Path folder = Files.createTempDirectory("bpfskel-scan");
    Path dependencies = folder.resolve("found.d");
    try {
      for (Path source : BpfObjects.sourceFiles(sourceDirectory)) {
        ProgramRun run =
            ProgramRun.of(command.scanLine(source, dependencies), command.baseDirectory().toFile());
        if (!run.succeeded()) {
          files.add(FAILED + " " + line(source, command));
          continue;
        }
        for (String file : DependencyFile.prerequisites(Files.readString(dependencies))) {
          files.add(line(command.baseDirectory().resolve(file).normalize(), command));
        }
      }
    } finally {
      Files.deleteIfExists(dependencies);
      Files.delete(folder);
    }
    return new SourceScan(command.clang().version(), files);
  }

  private static String line(Path file, ClangCommand command) {
    Path root = command.rootDirectory();
    Path shown = file.startsWith(root) ? root.relativize(file) : file;
    return Digest.of(file) + " " + shown;
  }

  /** Whether all files are as they were, and clang is the same. */
  public boolean isCurrent(ClangCommand command) {
    return clang.equals(command.clang().version())
        && files.stream().allMatch(line -> line.equals(now(line, command)));
  }

  /**
   * A digest, of this machine alone, that changes when a header comes or goes that may take the
   * place of one that was found.
   */
  public String lookup(ClangCommand command) {
    return command
        .headerLookup()
        .digest(files.stream().map(line -> command.rootDirectory().resolve(file(line))).toList());
  }

  private static String file(String line) {
    return line.substring(line.indexOf(' ') + 1);
  }

  private static String now(String line, ClangCommand command) {
    return line(command.rootDirectory().resolve(file(line)), command);
  }

  /** Writes it down. */
  public void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>(List.of(clang));
    lines.addAll(files);
    Files.write(file, lines);
  }

  /** Reads what was written; of an empty file nothing is current. */
  public static SourceScan read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    return lines.isEmpty()
        ? new SourceScan("", List.of())
        : new SourceScan(lines.get(0), lines.subList(1, lines.size()));
  }
}
