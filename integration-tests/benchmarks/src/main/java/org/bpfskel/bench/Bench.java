package org.bpfskel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures, prints the rows, and writes docs/performance.md if all of them were asked for. */
final class Bench {
  private static final Map<String, Suite> SUITES = new LinkedHashMap<>();

  private static final String PARTS = "parts";

  static {
    SUITES.put("kernel", new KernelRows());
    SUITES.put("scale", new ScaleRows());
    SUITES.put("start", new StartRows());
    SUITES.put("compile", new CompileRows());
    SUITES.put("copy", new CopyRows());
    SUITES.put("heap", new HeapRows());
  }

  private Bench() {}

  /** Programs, work folder, oldest and newest JDK, rounds; then the suites, or none for all. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Setting setting =
        new Setting(
            Integer.parseInt(args[4]),
            Path.of(args[0]).toAbsolutePath(),
            Files.createDirectories(Path.of(args[1]).toAbsolutePath()),
            Jdk.at(Path.of(args[2])),
            Jdk.at(Path.of(args[3])));
    List<String> chosen = List.of(args).subList(5, args.length);
    if (!SUITES.keySet().containsAll(chosen) && !chosen.equals(List.of(PARTS))) {
      throw new IllegalArgumentException(
          "%s: there are %s, and %s alone".formatted(chosen, SUITES.keySet(), PARTS));
    }
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<String, Suite> suite : SUITES.entrySet()) {
      if (chosen.isEmpty() || chosen.contains(suite.getKey())) {
        for (Row row : suite.getValue().measure(setting)) {
          System.out.println(row.markdown());
          rows.add(row);
        }
      }
    }
    String parts = "";
    if (chosen.isEmpty() || chosen.contains(PARTS)) {
      parts = StartParts.measure(setting);
      System.out.print(parts);
    }
    if (chosen.isEmpty()) {
      Page.write(Path.of("docs/performance.md"), setting, rows, parts);
    }
  }
}
