package org.bpfskel.junit;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.UniqueId;

/** How tests ended in a guest, by their unique identifiers. */
final class GuestRun {
  /** The run of a class template has another number in the guest than here. */
  private static final Pattern RUN_NUMBER = Pattern.compile("/\\[class-template-invocation:#\\d+]");

  private final @Nullable String missing;
  private final Map<String, Result> results;

  private GuestRun(@Nullable String missing, Map<String, Result> results) {
    this.missing = missing;
    this.results = results;
  }

  /** How a test or a class ended. */
  enum Status {
    PASSED,
    SKIPPED,
    FAILED
  }

  /** With the reason for a skip, or what was thrown with its stack trace. */
  record Result(Status status, String text) {}

  /** There was none. */
  static GuestRun missing(String reason) {
    return new GuestRun(reason, Map.of());
  }

  /** Reads what {@link GuestMain} has written. */
  static GuestRun read(Path file) throws IOException {
    Map<String, Result> results = new HashMap<>();
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      for (int left = in.readInt(); left > 0; left--) {
        String id = key(in.readUTF());
        Status status = Status.valueOf(in.readUTF());
        results.put(id, new Result(status, in.readUTF()));
      }
    }
    return new GuestRun(null, results);
  }

  /** Why there was no run; null if there was one. */
  @Nullable String missing() {
    return missing;
  }

  /** Of that test, else of the nearest class around it that did not pass; null if there is none. */
  @Nullable Result result(String uniqueId) {
    UniqueId id = UniqueId.parse(uniqueId);
    Result own = results.get(key(uniqueId));
    while (own == null && id.getSegments().size() > 1) {
      id = id.removeLastSegment();
      Result around = results.get(key(id.toString()));
      own = around == null || around.status() == Status.PASSED ? null : around;
    }
    return own;
  }

  private static String key(String uniqueId) {
    return RUN_NUMBER.matcher(uniqueId).replaceAll("");
  }
}
