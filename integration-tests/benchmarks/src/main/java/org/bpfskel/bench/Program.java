package org.bpfskel.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A process that prints lines of a name and a figure. */
final class Program {
  private final List<String> command;

  private Program(List<String> command) {
    this.command = List.copyOf(command);
  }

  static Program of(Object... command) {
    List<String> words = new ArrayList<>();
    for (Object word : command) {
      if (word instanceof List<?> list) {
        list.forEach(item -> words.add(item.toString()));
      } else {
        words.add(word.toString());
      }
    }
    return new Program(words);
  }

  List<String> command() {
    return command;
  }

  /** Its figures; what else it prints is shown if it fails. */
  Map<String, Double> run() throws IOException, InterruptedException {
    Path errors = Files.createTempFile("bench", ".err");
    try {
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException(
            String.join(" ", command) + " failed:\n" + output + Files.readString(errors));
      }
      return figures(output);
    } finally {
      Files.delete(errors);
    }
  }

  private static Map<String, Double> figures(String output) {
    Map<String, Double> figures = new LinkedHashMap<>();
    for (String line : output.lines().toList()) {
      String[] words = line.split(" ", -1);
      if (words.length == 2 && words[1].matches("[0-9.]+")) {
        figures.put(words[0], Double.valueOf(words[1]));
      }
    }
    return figures;
  }
}
