package org.bpfskel.it.compatibility;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tries the features here and now, and writes what it finds; or makes tables of several findings.
 */
final class Compatibility {
  private Compatibility() {}

  /**
   * Does what is asked for.
   *
   * @param args {@code kernel FILE} or {@code libbpf FILE}: tries them; {@code table FILE...}: the
   *     Markdown table of such files, a column each, named as they are, {@code ~} for a space
   */
  public static void main(String[] args) throws IOException {
    switch (args[0]) {
      case "kernel" -> write(Path.of(args[1]), Features.ofKernel());
      case "libbpf" -> write(Path.of(args[1]), Features.ofLibbpf());
      case "table" -> System.out.print(table(List.of(args).subList(1, args.length)));
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static void write(Path file, List<Feature> features) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Feature feature : features) {
      lines.add(feature.name() + "\t" + feature.result());
    }
    Files.write(file, lines);
  }

  private static String table(List<String> files) throws IOException {
    Map<String, Map<String, String>> columns = new LinkedHashMap<>();
    Set<String> names = new LinkedHashSet<>();
    for (String file : files) {
      Map<String, String> results = new LinkedHashMap<>();
      for (String line : Files.readAllLines(Path.of(file))) {
        int tab = line.indexOf('\t');
        results.put(line.substring(0, tab), line.substring(tab + 1));
      }
      names.addAll(results.keySet());
      columns.put(Path.of(file).getFileName().toString().replace('~', ' '), results);
    }
    StringBuilder table = new StringBuilder("| |");
    columns.keySet().forEach(column -> table.append(' ').append(column).append(" |"));
    table.append("\n|---|").append("---|".repeat(columns.size())).append('\n');
    for (String name : names) {
      table.append("| ").append(name).append(" |");
      for (Map<String, String> results : columns.values()) {
        table.append(' ').append(results.getOrDefault(name, "")).append(" |");
      }
      table.append('\n');
    }
    return table.toString();
  }
}
