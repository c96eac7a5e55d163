package org.bpfskel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/** Puts tables into a page, each between two marks; what is written around them stays. */
final class Page {
  private static final String ROWS = "<!-- ./dev bench writes from here -->\n";
  private static final String PARTS = "<!-- ./dev bench writes the parts from here -->\n";
  private static final String END = "<!-- to here -->\n";

  private Page() {}

  static void write(Path page, Setting setting, List<Row> rows, String parts) throws IOException {
    String text = Files.readString(page);
    text = put(text, ROWS, table(setting, rows));
    Files.writeString(page, put(text, PARTS, parts));
  }

  private static String put(String text, String mark, String table) throws IOException {
    int begin = text.indexOf(mark) + mark.length();
    int end = text.indexOf(END, begin);
    if (begin < mark.length() || end < begin) {
      throw new IOException("the page has no marks for the table: " + mark.strip());
    }
    return text.substring(0, begin) + table + text.substring(end);
  }

  private static String table(Setting setting, List<Row> rows) throws IOException {
    long met = rows.stream().filter(Row::isMet).count();
    return "%s: %d of %d targets met. Medians of %d processes each, with the least and the most.\n%s\n\n"
            .formatted(
                LocalDate.now(ZoneOffset.UTC), met, rows.size(), setting.rounds(), machine(setting))
        + "| what | bpfskel | against | ratio | target | |\n|---|---|---|---|---|---|\n"
        + rows.stream().map(row -> row.markdown() + "\n").collect(Collectors.joining());
  }

  private static String machine(Setting setting) throws IOException {
    return "%d cores, Linux %s, JDK %s and %s, %s."
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip(),
            setting.oldest().version(),
            setting.newest().version(),
            System.getProperty("clang", "clang"));
  }
}
