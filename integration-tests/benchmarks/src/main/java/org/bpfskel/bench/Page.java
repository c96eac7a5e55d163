package org.bpfskel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/** Puts the table into a page, between two marks; what is written around them stays. */
final class Page {
  private static final String BEGIN = "<!-- ./dev bench writes from here -->\n";
  private static final String END = "<!-- to here -->\n";

  private Page() {}

  static void write(Path page, Setting setting, List<Row> rows) throws IOException {
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END);
    if (begin < BEGIN.length() || end < begin) {
      throw new IOException(page + " has no marks for the table");
    }
    Files.writeString(page, text.substring(0, begin) + table(setting, rows) + text.substring(end));
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
