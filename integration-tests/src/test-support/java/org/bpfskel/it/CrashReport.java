package org.bpfskel.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a Java machine writes how it crashed. The file stays, for whoever looks into it. */
final class CrashReport {
  private static final Path FOLDER = Path.of("target", "crashes");
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  /** Signal, versions, and the frame in which it happened are in the first lines. */
  private static final int HEAD = 12;

  private final Path file;

  private CrashReport(Path file) {
    this.file = file;
  }

  /** The report of a machine that is yet to be started, with what it runs in its name. */
  static CrashReport of(String main) throws IOException {
    Files.createDirectories(FOLDER);
    String name =
        "hs_err_%s_%d_%d.log"
            .formatted(main, ProcessHandle.current().pid(), NUMBERS.incrementAndGet());
    return new CrashReport(FOLDER.resolve(name).toAbsolutePath());
  }

  /** What has the machine write it. */
  List<String> options() {
    return List.of("-XX:ErrorFile=" + file, "-XX:-CreateCoredumpOnCrash");
  }

  /** Throws if there is one. */
  void check(Command ended) throws IOException {
    if (Files.exists(file)) {
      throw new IOException(
          "the Java machine crashed with exit code %d, see %s:%n%s%nIt had printed:%n%s"
              .formatted(ended.exitCode(), file, head(), ended.output()));
    }
  }

  private String head() throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.limit(HEAD).collect(Collectors.joining("\n"));
    }
  }
}
