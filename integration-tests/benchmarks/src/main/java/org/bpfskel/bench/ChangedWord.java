package org.bpfskel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A source of which one word is another each time before a program runs. */
final class ChangedWord implements Alternation.Measurement {
  private final Path source;
  private final String line;
  private final String text;
  private final Program program;
  private int word;

  /**
   * Adds a line to the source.
   *
   * @param line with {@code %d} where the word is
   */
  ChangedWord(Path source, String line, Program program) throws IOException {
    this.source = source;
    this.line = line;
    this.text = Files.readString(source);
    this.program = program;
  }

  @Override
  public Map<String, Double> run() throws IOException, InterruptedException {
    Files.writeString(source, text + line.formatted(++word) + "\n");
    return program.run();
  }
}
