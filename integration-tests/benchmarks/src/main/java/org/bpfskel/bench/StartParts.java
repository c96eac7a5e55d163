package org.bpfskel.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the time of a process goes that attaches a struct_ops once: a table of its own. */
final class StartParts {
  static final String MACHINE = "machine";
  static final String OPEN = "open";
  static final String LOAD = "load";
  static final String ATTACH = "attach";
  static final String CLOSE = "close";
  private static final String END = "end";

  private static final Map<String, String> PARTS = new LinkedHashMap<>();

  static {
    PARTS.put(MACHINE, "until `main`");
    PARTS.put(OPEN, "`open`: how C is called, libbpf found, the object read");
    PARTS.put(LOAD, "`load`");
    PARTS.put(ATTACH, "`attach`");
    PARTS.put(CLOSE, "`close`");
    PARTS.put(END, "the end of the Java machine");
  }

  private StartParts() {}

  /** A table in Markdown, of medians in milliseconds. */
  static String measure(Setting setting) throws IOException, InterruptedException {
    StringBuilder head = new StringBuilder("| ms |");
    StringBuilder line = new StringBuilder("|---|");
    List<Figures> columns = new ArrayList<>();
    for (StartWay way : StartWay.all(setting)) {
      for (boolean jni : new boolean[] {false, true}) {
        Start byJna = Start.of("parts", AttachParts.class);
        head.append(" %s, %s |".formatted(way.name(), jni ? "JNI" : "JNA"));
        line.append("---|");
        columns.add(column(setting, way, jni ? byJna.withNatives("parts-by-jni") : byJna));
      }
    }
    StringBuilder table = new StringBuilder().append(head).append('\n').append(line).append('\n');
    for (Map.Entry<String, String> part : PARTS.entrySet()) {
      table.append("| ").append(part.getValue()).append(" |");
      for (Figures of : columns) {
        double median = of.get("process." + part.getKey()).per(1e6).median();
        table.append(' ').append(Row.text(median)).append(" |");
      }
      table.append('\n');
    }
    return table.toString();
  }

  private static Figures column(Setting setting, StartWay way, Start start)
      throws IOException, InterruptedException {
    way.prepare(setting, start.with("0"));
    return new Alternation()
        .with("process", () -> once(setting, way, start))
        .run(3 * setting.rounds());
  }

  private static Map<String, Double> once(Setting setting, StartWay way, Start start)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Map<String, Double> parts = way.program(setting, start.with(Long.toString(begin))).run();
    double whole = System.nanoTime() - begin;
    double told = parts.values().stream().mapToDouble(part -> part).sum();
    parts.put(END, whole - told);
    return parts;
  }
}
