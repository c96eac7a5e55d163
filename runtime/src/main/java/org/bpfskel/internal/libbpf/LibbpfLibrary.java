package org.bpfskel.internal.libbpf;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.bpfskel.internal.foreign.DynamicLinker;
import org.bpfskel.internal.foreign.NativeFunctions;
import org.bpfskel.internal.os.LibC;
import org.jspecify.annotations.Nullable;

/**
 * Finds libbpf, and checks its version before anything else of it is called.
 *
 * <p>The system property {@value #PROPERTY} names the file; else the environment variable {@value
 * #VARIABLE}; else the dynamic linker finds {@value #SONAME}. A file is loaded by the path that was
 * checked, without links, and by no other.
 */
public final class LibbpfLibrary {
  public static final String PROPERTY = "bpfskel.libbpf";
  public static final String VARIABLE = "BPFSKEL_LIBBPF";

  private static final String SONAME = "libbpf.so.1";
  private static final int NEEDED_MAJOR = 1;
  private static final int NEEDED_MINOR = 4;

  /** What there is once libbpf is loaded. */
  private record Loaded(NativeFunctions functions, ProcessPrint print) {}

  private static volatile @Nullable Loaded loaded;

  private LibbpfLibrary() {}

  /**
   * Makes libbpf's functions callable. After a failure it may be called again.
   *
   * @throws LibbpfUnavailableException if there is no libbpf, it is too old, or no native function
   *     can be called at all
   */
  public static synchronized void require() throws LibbpfUnavailableException {
    if (loaded != null) {
      return;
    }
    NativeAccess.require();
    String name = name();
    String library = checked(name);
    try {
      DynamicLinker linker = DynamicLinker.ofProcess();
      NativeFunctions libbpf = new NativeFunctions(linker, linker.open(library));
      try {
        checkVersion(libbpf, name);
      } catch (LinkageError | LibbpfUnavailableException e) {
        libbpf.close();
        throw e;
      }
      loaded = new Loaded(libbpf, new ProcessPrint(libbpf));
    } catch (LinkageError e) {
      throw unusable(name, String.valueOf(e.getMessage()));
    }
  }

  /** What only the dynamic linker finds, in the system's folders, needs no look. */
  private static String checked(String name) throws LibbpfUnavailableException {
    if (name.indexOf('/') < 0) {
      return name;
    }
    try {
      return TrustedFile.resolve(Path.of(name), LibC.geteuid()).toString();
    } catch (NoSuchFileException e) {
      throw unusable(name, "there is no file " + e.getFile());
    } catch (IOException | InvalidPathException e) {
      throw unusable(name, e.toString());
    } catch (TrustedFile.UntrustedException e) {
      throw new LibbpfUnavailableException(
          name
              + " is not loaded: "
              + e.getMessage()
              + ". Else somebody else could have this process run what he likes, with its"
              + " privileges");
    }
  }

  private static LibbpfUnavailableException unusable(String name, String found) {
    return new LibbpfUnavailableException(
        "%s cannot be used (%s). %s".formatted(name, found, LibbpfPackage.advice()));
  }

  /** Whether {@link #require} has found it. */
  static boolean isLoaded() {
    return loaded != null;
  }

  /** What {@link #require} has found: {@code libbpf 1.4}. */
  public static String version() {
    return "libbpf %d.%d"
        .formatted(libbpf().int32("libbpf_major_version"), libbpf().int32("libbpf_minor_version"));
  }

  /** Of what {@link #require} has found. */
  static NativeFunctions libbpf() {
    return found().functions();
  }

  /** Its print function. */
  static ProcessPrint print() {
    return found().print();
  }

  private static Loaded found() {
    return Objects.requireNonNull(loaded, "libbpf is not loaded");
  }

  private static void checkVersion(NativeFunctions libbpf, String name)
      throws LibbpfUnavailableException {
    // Since libbpf 0.6; the linkage error of an older one says what is missing.
    int major = libbpf.int32("libbpf_major_version");
    int minor = libbpf.int32("libbpf_minor_version");
    if (major < NEEDED_MAJOR || (major == NEEDED_MAJOR && minor < NEEDED_MINOR)) {
      throw new LibbpfUnavailableException(
          "%s is libbpf %d.%d, too old. %s".formatted(name, major, minor, LibbpfPackage.advice()));
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
}
