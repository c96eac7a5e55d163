package org.bpfskel.internal;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds libbpf, and checks its version before anything else of it is called.
 *
 * <p>The system property {@value #PROPERTY} names the file; else the environment variable {@value
 * #VARIABLE}; else the dynamic linker finds {@value #SONAME}.
 */
public final class LibbpfLibrary {
  public static final String PROPERTY = "bpfskel.libbpf";
  public static final String VARIABLE = "BPFSKEL_LIBBPF";

  private static final String SONAME = "libbpf.so.1";
  private static final int NEEDED_MAJOR = 1;
  private static final int NEEDED_MINOR = 4;
  private static final String REMEDY =
      "bpfskel needs libbpf 1.4 or newer. Debian 13: apt install libbpf1. Debian 12: libbpf1 of"
          + " bookworm-backports. Or name a library file with -Dbpfskel.libbpf=FILE or"
          + " BPFSKEL_LIBBPF=FILE";

  private static boolean bound;
  private static volatile @Nullable NativeFunctions loaded;

  private LibbpfLibrary() {}

  /**
   * Makes libbpf's functions callable. After a failure it may be called again.
   *
   * @throws LibbpfUnavailableException if there is no libbpf, or it is too old
   */
  public static synchronized void require() throws LibbpfUnavailableException {
    if (bound) {
      return;
    }
    String system = System.getProperty("os.name", "");
    if (!system.equals("Linux")) {
      throw new LibbpfUnavailableException(
          "BPF objects can be opened on Linux only, this is " + system);
    }
    String name = name();
    requireTrusted(name);
    try {
      NativeFunctions libbpf = new NativeFunctions(NativeLibrary.getInstance(name));
      checkVersion(libbpf, name);
      loaded = libbpf;
      LibbpfLog.install();
    } catch (LinkageError e) {
      throw new LibbpfUnavailableException(
          "%s cannot be used (%s). %s".formatted(name, reason(e), REMEDY));
    }
    bound = true;
  }

  /** What only the dynamic linker finds, in the system's folders, needs no look. */
  private static void requireTrusted(String name) throws LibbpfUnavailableException {
    Path file = Path.of(name);
    if (file.getNameCount() < 2 || !Files.exists(file)) {
      return;
    }
    try {
      String problem = TrustedFile.problem(file);
      if (problem != null) {
        throw new LibbpfUnavailableException(
            "%s is not loaded: %s, and what is in it would have this process's privileges. %s"
                .formatted(name, problem, REMEDY));
      }
    } catch (IOException e) {
      throw new LibbpfUnavailableException(name + " cannot be looked at: " + e);
    }
  }

  /** Of what {@link #require} has found. */
  static NativeFunctions libbpf() {
    return Objects.requireNonNull(loaded, "libbpf is not loaded");
  }

  static NativeLibrary library() {
    return libbpf().library();
  }

  private static void checkVersion(NativeFunctions libbpf, String name)
      throws LibbpfUnavailableException {
    // Since libbpf 0.6; the linkage error of an older one says what is missing.
    int major = libbpf.int32("libbpf_major_version");
    int minor = libbpf.int32("libbpf_minor_version");
    if (major < NEEDED_MAJOR || (major == NEEDED_MAJOR && minor < NEEDED_MINOR)) {
      throw new LibbpfUnavailableException(
          "%s is libbpf %d.%d, too old. %s".formatted(name, major, minor, REMEDY));
    }
  }

  private static String name() {
    String named = System.getProperty(PROPERTY);
    if (isBlank(named)) {
      named = System.getenv(VARIABLE);
    }
    return named == null || isBlank(named) ? SONAME : named;
  }

  private static boolean isBlank(@Nullable String name) {
    return name == null || name.isBlank();
  }

  /** JNA's first line alone, or with the dynamic linker's answer that follows a colon. */
  private static String reason(Throwable e) {
    List<String> lines = String.valueOf(e.getMessage()).lines().map(String::strip).toList();
    String first = lines.get(0);
    return first.endsWith(":") && lines.size() > 1 ? first + " " + lines.get(1) : first;
  }
}
