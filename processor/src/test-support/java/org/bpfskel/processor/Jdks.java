package org.bpfskel.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.Runtime.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The JDKs of this machine that are new enough: where {@code ./dev test} looks for them too. */
final class Jdks {
  private static final Path INSTALLED = Path.of("/usr/lib/jvm");
  private static final int OLDEST = 17;

  private Jdks() {}

  static Path running() throws IOException {
    return Path.of(System.getProperty("java.home")).toRealPath();
  }

  /** The running one among them or not; one if there is no other. */
  static List<Path> oldestAndNewest() throws IOException {
    List<Path> all = new ArrayList<>(installed());
    all.sort(Comparator.comparing(Jdks::version));
    Set<Path> ends = new LinkedHashSet<>(List.of(all.get(0), all.get(all.size() - 1)));
    return new ArrayList<>(ends);
  }

  private static Set<Path> installed() throws IOException {
    Set<Path> jdks = new LinkedHashSet<>(List.of(running()));
    if (Files.isDirectory(INSTALLED)) {
      try (Stream<Path> folders = Files.list(INSTALLED)) {
        for (Path folder : folders.toList()) {
          if (Files.isExecutable(folder.resolve("bin/javac"))
              && Files.isReadable(folder.resolve("release"))
              && version(folder).feature() >= OLDEST) {
            jdks.add(folder.toRealPath());
          }
        }
      }
    }
    return jdks;
  }

  private static Version version(Path jdk) {
    try {
      for (String line : Files.readAllLines(jdk.resolve("release"))) {
        if (line.startsWith("JAVA_VERSION=")) {
          return Version.parse(line.substring("JAVA_VERSION=".length()).replace("\"", ""));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Version.parse("1"); // no JDK that says what it is
  }
}
