package org.bpfskel.internal.natives;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.StringTokenizer;

/**
 * The user as whom this process acts, found without a call of C, and without a channel, which takes
 * a process that starts some milliseconds.
 */
final class EffectiveUser {
  private static final String STATUS = "/proc/self/status";
  private static final String FIELD = "\nUid:";

  private EffectiveUser() {}

  /**
   * Its number.
   *
   * @throws IOException if {@code /proc} does not tell
   */
  static int id() throws IOException {
    String status;
    try (InputStream in = new FileInputStream(STATUS)) {
      status = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    int at = status.indexOf(FIELD);
    if (at < 0) {
      throw new IOException(STATUS + " has no " + FIELD.strip());
    }
    StringTokenizer numbers = new StringTokenizer(status.substring(at + FIELD.length()));
    numbers.nextToken(); // the real one
    return Integer.parseUnsignedInt(numbers.nextToken());
  }
}
