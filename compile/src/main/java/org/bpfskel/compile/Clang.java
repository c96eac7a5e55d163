package org.bpfskel.compile;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A clang that compiles for BPF.
 *
 * @param program a path, or a name that is found on PATH
 * @param version the first line of {@code clang --version}: one with a patch of a distribution is
 *     another one
 */
public record Clang(String program, String version) {
  private static final Pattern NAME = Pattern.compile("clang(-\\d+)?");
  private static final Pattern VERSION = Pattern.compile("clang version (\\d+)\\.(\\d+)\\.(\\d+)");
  private static final String NO_BPF = "it has no target bpf";

  /** A clang, or why it cannot be used. */
  private record Candidate(String program, Optional<Clang> clang, String failure) {}

  /**
   * Finds the clang to use.
   *
   * @param configured a path or a name; empty for the newest on PATH
   * @param path the variable PATH
   * @throws ClangException if there is none that compiles for BPF
   */
  public static Clang find(String configured, String path) throws ClangException {
    if (!configured.isEmpty()) {
      Candidate named = ask(configured);
      return named
          .clang()
          .orElseThrow(
              () ->
                  new ClangException(
                      "the configured clang, %s, cannot be used: %s. Set bpfskel.clang to another; without it the newest on PATH is taken"
                          .formatted(configured, named.failure())));
    }
    List<Candidate> candidates = candidates(path).map(Clang::ask).toList();
    return candidates.stream()
        .flatMap(candidate -> candidate.clang().stream())
        .max(Comparator.comparing(Clang::release))
        .orElseThrow(() -> new ClangException(notFound(candidates)));
  }

  private static String notFound(List<Candidate> candidates) {
    String found = candidates.isEmpty() ? "no clang is on PATH" : "no clang on PATH can be used";
    StringBuilder message = new StringBuilder(found);
    for (Candidate candidate : candidates) {
      message.append("; %s: %s".formatted(candidate.program(), candidate.failure()));
    }
    return message
        .append(
            ". Install one (apt install clang, dnf install clang, apk add clang), or set"
                + " bpfskel.clang to the file of one")
        .toString();
  }

  /** The first clang and clang-N of each name that PATH leads to. */
  private static Stream<String> candidates(String path) {
    List<String> names = new ArrayList<>();
    List<String> programs = new ArrayList<>();
    for (String directory : path.split(File.pathSeparator, -1)) {
      for (Path file : programs(directory)) {
        String name = file.getFileName().toString();
        if (!names.contains(name)) {
          names.add(name);
          programs.add(file.toString());
        }
      }
    }
    return programs.stream();
  }

  private static List<Path> programs(String directory) {
    if (directory.isEmpty()) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(Path.of(directory))) {
      return files
          .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
          .filter(Files::isExecutable)
          .sorted()
          .toList();
    } catch (IOException | InvalidPathException e) {
      return List.of(); // PATH may name what is not there
    }
  }

  private static Candidate ask(String program) {
    try {
      ProgramRun version = run(program, "--version");
      Matcher number = VERSION.matcher(version.output());
      if (!version.succeeded() || !number.find()) {
        return new Candidate(program, Optional.empty(), "it is no clang");
      }
      if (!run(program, "--print-targets").output().contains(" bpfel ")) {
        return new Candidate(program, Optional.empty(), NO_BPF);
      }
      String line = version.output().lines().findFirst().orElseThrow();
      return new Candidate(program, Optional.of(new Clang(program, line)), "");
    } catch (IOException e) {
      return new Candidate(program, Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  private static ProgramRun run(String program, String option) throws IOException {
    return ProgramRun.of(List.of(program, option), new File("."));
  }

  /** A number that grows with the version. */
  private long release() {
    Matcher number = VERSION.matcher(version);
    if (!number.find()) {
      throw new IllegalStateException(version);
    }
    long release = 0;
    for (int i = 1; i <= number.groupCount(); i++) {
      release = release * 10_000 + Long.parseLong(number.group(i));
    }
    return release;
  }
}
