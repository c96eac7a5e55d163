package org.bpfskel.internal.natives;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A library that the jar of {@code bpfskel-natives} has for this machine. */
public final class BundledLibrary {
  public static final String JAR = "org.bpfskel:bpfskel-natives";

  private static final String FOLDER = "org/bpfskel/native/linux-";
  private static final List<String> ARCHITECTURES = List.of("x86_64", "aarch64");

  private BundledLibrary() {}

  /**
   * Its bytes.
   *
   * @param file its name in the jar
   * @throws UnusableLibraryException if there is none, with the reason
   */
  public static byte[] read(String file) throws UnusableLibraryException {
    String architecture = architecture();
    byte[] library = null;
    try {
      library = read(architecture, file);
    } catch (IOException e) {
      throw new UnusableLibraryException(file + " in " + JAR + " cannot be read: " + e);
    }
    if (library != null) {
      return library;
    }
    throw new UnusableLibraryException(
        ARCHITECTURES.contains(architecture)
            ? JAR + ", which brings one along, is not on the class path"
            : JAR + " has none for " + architecture);
  }

  private static byte @Nullable [] read(String architecture, String file) throws IOException {
    String name = FOLDER + architecture + "/" + file;
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
