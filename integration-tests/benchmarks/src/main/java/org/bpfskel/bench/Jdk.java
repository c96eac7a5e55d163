package org.bpfskel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A JDK of this machine. */
record Jdk(Path home, String version) {
  static Jdk at(Path home) throws IOException {
    for (String line : Files.readAllLines(home.resolve("release"))) {
      if (line.startsWith("JAVA_VERSION=")) {
        return new Jdk(home, line.replaceAll(".*=|\"", ""));
      }
    }
    throw new IOException(home + " does not say its version");
  }

  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  /** The first number of its version. */
  int feature() {
    return Runtime.Version.parse(version).feature();
  }

  @Override
  public String toString() {
    return "JDK " + feature();
  }
}
