package org.bpfskel.it;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The libbpfs of this machine. */
public final class Libraries {
  private static final String SONAME = "libbpf.so.1";

  private Libraries() {}

  /** The one that the tests in this process use: a file, or a name for the dynamic linker. */
  public static String usable() {
    return System.getProperty(
        "bpfskel.libbpf", System.getenv().getOrDefault("BPFSKEL_LIBBPF", SONAME));
  }

  /** That of the system's package: the file, whose name has the version in full. */
  static Optional<Path> ofTheSystem() throws IOException {
    try (DirectoryStream<Path> folders =
        Files.newDirectoryStream(Path.of("/usr/lib"), "*-linux-gnu")) {
      for (Path folder : folders) {
        Path library = folder.resolve(SONAME);
        if (Files.exists(library)) {
          return Optional.of(library.toRealPath());
        }
      }
      return Optional.empty();
    }
  }
}
