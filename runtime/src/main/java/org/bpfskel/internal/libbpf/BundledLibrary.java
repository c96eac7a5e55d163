package org.bpfskel.internal.libbpf;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The libbpf that the jar of {@code bpfskel-natives} has for this machine. */
final class BundledLibrary {
  static final String JAR = "org.bpfskel:bpfskel-natives";

  private static final String FOLDER = "org/bpfskel/native/linux-";
  private static final List<String> ARCHITECTURES = List.of("x86_64", "aarch64");

  private BundledLibrary() {}

  /**
   * Its bytes.
   *
   * @throws UnusableLibraryException if there is none, with the reason
   */
  static byte[] read() throws UnusableLibraryException {
    String architecture = architecture();
    byte[] library = null;
    try {
      library = read(architecture);
    } catch (IOException e) {
      throw new UnusableLibraryException("the libbpf in " + JAR + " cannot be read: " + e);
    }
    if (library != null) {
      return library;
    }
    throw new UnusableLibraryException(
        ARCHITECTURES.contains(architecture)
            ? JAR + ", which brings one along, is not on the class path"
            : JAR + " has none for " + architecture);
  }

  private static byte @Nullable [] read(String architecture) throws IOException {
    String name = FOLDER + architecture + "/" + LibbpfSearch.SONAME;
    try (InputStream in = BundledLibrary.class.getClassLoader().getResourceAsStream(name)) {
      return in == null ? null : in.readAllBytes();
    }
  }

  /** As Linux calls it. */
  private static String architecture() {
    String name = System.getProperty("os.arch", "");
    return name.equals("amd64") ? "x86_64" : name;
  }
}
