package org.bpfskel.internal.libbpf;

import java.util.Objects;
import org.bpfskel.internal.foreign.NativeFunctions;
import org.jspecify.annotations.Nullable;

/**
 * libbpf, once it is found.
 *
 * <p>The system property {@value #PROPERTY} names the file; else the environment variable {@value
 * #VARIABLE}; else {@link LibbpfSearch} looks for one. A file is loaded by the path that was
 * checked, without links, and by no other.
 */
public final class LibbpfLibrary {
  public static final String PROPERTY = "bpfskel.libbpf";
  public static final String VARIABLE = "BPFSKEL_LIBBPF";

  private static volatile LibbpfSearch.@Nullable FoundLibbpf loaded;

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
    loaded = LibbpfSearch.find();
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

  private static LibbpfSearch.FoundLibbpf found() {
    return Objects.requireNonNull(loaded, "libbpf is not loaded");
  }
}
