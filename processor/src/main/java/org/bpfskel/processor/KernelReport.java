package org.bpfskel.processor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bpfskel.internal.kernel.Lack;

/** The table of one compilation: program by kernel, yes or why not. */
final class KernelReport {
  static final String OPTION = "bpfskel.kernels.report";

  private final String file;

  /** By object, and then by program. */
  private final Map<String, List<String>> rows = new TreeMap<>();

  KernelReport(Map<String, String> options) {
    this.file = options.getOrDefault(OPTION, "");
  }

  /** Adds the rows of an object, a line for each program and kernel. */
  void add(String resource, List<String> programs, Map<String, List<Lack>> byKernel) {
    List<String> lines = new ArrayList<>();
    for (String program : programs) {
      byKernel.forEach(
          (kernel, lacks) ->
              lines.add(
                  "%s\t%s\t%s\t%s".formatted(resource, program, kernel, answer(program, lacks))));
    }
    rows.put(resource, lines);
  }

  /** What is wrong with the object as a whole is wrong with each of its programs. */
  private static String answer(String program, List<Lack> lacks) {
    for (Lack lack : lacks) {
      if (lack.isOfProgram(program)) {
        return "no: " + lack.text();
      }
    }
    return "yes";
  }

  /** Writes the table, if one is asked for. */
  void write() throws IOException {
    if (!file.isEmpty()) {
      List<String> lines = new ArrayList<>();
      lines.add(String.join("\t", "object", "program", "kernel", "loads"));
      rows.values().forEach(lines::addAll);
      Files.write(Path.of(file), lines);
    }
  }
}
