package org.bpfskel.internal.natives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringTokenizer;

/** The user as whom this process acts, found without a call of C. */
final class EffectiveUser {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String FIELD = "Uid:";

  private EffectiveUser() {}

  /**
   * Its number.
   *
   * @throws IOException if {@code /proc} does not tell
   */
  static int id() throws IOException {
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith(FIELD)) {
        StringTokenizer numbers = new StringTokenizer(line.substring(FIELD.length()));
        numbers.nextToken(); // the real one
        return Integer.parseUnsignedInt(numbers.nextToken());
      }
    }
    throw new IOException(STATUS + " has no " + FIELD);
  }
}
