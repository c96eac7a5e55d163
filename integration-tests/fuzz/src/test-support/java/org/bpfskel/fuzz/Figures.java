package org.bpfskel.fuzz;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What tests counted: {@code ./dev test} prints it, for the tests' own output goes to files. */
final class Figures {
  private static final Path FILE = Path.of("target", "figures.txt");

  private Figures() {}

  /** One line: what was counted first, then its numbers. */
  static synchronized void report(String line) throws IOException {
    Files.writeString(FILE, line + "\n", CREATE, APPEND);
  }
}
