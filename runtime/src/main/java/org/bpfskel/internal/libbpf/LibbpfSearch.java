package org.bpfskel.internal.libbpf;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.bpfskel.internal.foreign.DynamicLinker;
import org.bpfskel.internal.foreign.NativeFunctions;
import org.bpfskel.internal.natives.BundledLibrary;
import org.bpfskel.internal.natives.TrustedFile;
import org.bpfskel.internal.natives.UnusableLibraryException;
import org.bpfskel.internal.os.LibC;
import org.jspecify.annotations.Nullable;

/**
 * Finds a libbpf that is new enough. One that is named is the only one that is tried; else the
 * system's, which the dynamic linker finds, and then that of {@code bpfskel-natives}, or in the
 * order that {@value #ORDER} says.
 */
public final class LibbpfSearch {
  static final String SONAME = "libbpf.so.1";
  static final String ORDER = "bpfskel.natives";

  private static final int NEEDED_MAJOR = 1;
  private static final int NEEDED_MINOR = 4;

  private static final int NAMED = 0;
  private static final int SYSTEM = 1;
  private static final int OF_JAR = 2;

  /** The library, with its print function. */
  record FoundLibbpf(NativeFunctions functions, ProcessPrint print) {}

  private LibbpfSearch() {}

  /**
   * What is there.
   *
   * @throws LibbpfUnavailableException with the reason of each that was tried
   */
  static FoundLibbpf find() throws LibbpfUnavailableException {
    String named = named();
    StringBuilder reasons = new StringBuilder();
    for (int place : named.isEmpty() ? inOrder() : new int[] {NAMED}) {
      try {
        return switch (place) {
          case NAMED -> openNamed(named);
          case SYSTEM -> open(SONAME, SONAME);
          default -> LibraryOfJar.open();
        };
      } catch (UnusableLibraryException e) {
        reasons.append(reasons.isEmpty() ? "" : "; ").append(e.reason());
      }
    }
    throw new LibbpfUnavailableException(reasons.append(". ") + LibbpfPackage.advice());
  }

  private static int[] inOrder() throws LibbpfUnavailableException {
    String order = System.getProperty(ORDER, "");
    return switch (order) {
      case "", "last" -> new int[] {SYSTEM, OF_JAR};
      case "first" -> new int[] {OF_JAR, SYSTEM};
      case "never" -> new int[] {SYSTEM};
      default ->
          throw new LibbpfUnavailableException(
              "-D%s=%s says nothing: the libbpf of %s is used first, last or never"
                  .formatted(ORDER, order, BundledLibrary.JAR));
    };
  }

  /** What only the dynamic linker finds, in the system's folders, needs no look. */
  private static FoundLibbpf openNamed(String name) throws UnusableLibraryException {
    return open(name, name.indexOf('/') < 0 ? name : checked(name));
  }

  private static String checked(String name) throws UnusableLibraryException {
    try {
      return TrustedFile.resolve(Path.of(name), LibC.geteuid()).toString();
    } catch (NoSuchFileException e) {
      throw unusable(name, "there is no file " + e.getFile());
    } catch (IOException | InvalidPathException e) {
      throw unusable(name, e.toString());
    } catch (TrustedFile.UntrustedException e) {
      throw new UnusableLibraryException(
          name
              + " is not loaded: "
              + e.getMessage()
              + ". Else somebody else could have this process run what he likes, with its"
              + " privileges");
    }
  }

  /**
   * Opens a library, whose version is looked at before anything else of it is called.
   *
   * @param name for the reason
   * @param file that the dynamic linker is given
   */
  static FoundLibbpf open(String name, String file) throws UnusableLibraryException {
    try {
      DynamicLinker linker = DynamicLinker.ofProcess();
      NativeFunctions libbpf = new NativeFunctions(linker, linker.open(file));
      try {
        checkVersion(libbpf, name);
        return new FoundLibbpf(libbpf, new ProcessPrint(libbpf));
      } catch (LinkageError | UnusableLibraryException e) {
        libbpf.close();
        throw e;
      }
    } catch (LinkageError e) {
      throw unusable(name, String.valueOf(e.getMessage()));
    }
  }

  private static void checkVersion(NativeFunctions libbpf, String name)
      throws UnusableLibraryException {
    // Since libbpf 0.6; the linkage error of an older one says what is missing.
    int major = libbpf.int32("libbpf_major_version");
    int minor = libbpf.int32("libbpf_minor_version");
    if (major < NEEDED_MAJOR || (major == NEEDED_MAJOR && minor < NEEDED_MINOR)) {
      throw new UnusableLibraryException(
          "%s is libbpf %d.%d, too old".formatted(name, major, minor));
    }
  }

  private static UnusableLibraryException unusable(String name, String found) {
    return new UnusableLibraryException("%s cannot be used (%s)".formatted(name, found));
  }

  /** Empty if none is. */
  private static String named() {
    String named = System.getProperty(LibbpfLibrary.PROPERTY);
    if (isBlank(named)) {
      named = System.getenv(LibbpfLibrary.VARIABLE);
    }
    return named == null || isBlank(named) ? "" : named;
  }

  private static boolean isBlank(@Nullable String name) {
    return name == null || name.isBlank();
  }
}
