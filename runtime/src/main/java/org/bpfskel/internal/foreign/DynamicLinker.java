package org.bpfskel.internal.foreign;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * C's dynamic linker: {@code dlopen}, {@code dlsym}, {@code dlerror} and {@code dlclose} of this
 * process. {@link NativeCalls} find these and no more: JNA would look for a library in places that
 * nobody has checked.
 */
public final class DynamicLinker {
  /**
   * Every symbol now: one that is missing is an error here, and not the end of the process later.
   */
  private static final int RTLD_NOW = 2;

  private static @Nullable DynamicLinker found;

  private final NativeFunction open;
  private final NativeFunction symbol;
  private final NativeFunction error;
  private final NativeFunction close;

  private DynamicLinker(NativeCalls calls) {
    long[] at = calls.symbols("dlopen", "dlsym", "dlerror", "dlclose");
    this.open = calls.function(at[0]);
    this.symbol = calls.function(at[1]);
    this.error = calls.function(at[2]);
    this.close = calls.function(at[3]);
  }

  /** The process's own; a try that failed is made again. */
  public static synchronized DynamicLinker ofProcess() {
    DynamicLinker linker = found;
    if (linker == null) {
      linker = new DynamicLinker(NativeBinding.calls());
      found = linker;
    }
    return linker;
  }

  /**
   * {@code dlopen}.
   *
   * @param library a path, or a name for the linker's own search; null for the process itself
   * @throws UnsatisfiedLinkError with the linker's words
   */
  public long open(@Nullable String library) {
    byte[] name = library == null ? null : c(library, fileNames());
    long handle = open.int64(name, RTLD_NOW);
    if (handle == 0) {
      long words = error.int64();
      throw new UnsatisfiedLinkError(
          words == 0 ? "the dynamic linker does not say why" : NativeMemory.string(words));
    }
    return handle;
  }

  /** {@code dlsym}: the address, 0 if the library has no such symbol. */
  long symbol(long handle, String name) {
    return symbol.int64(handle, c(name, StandardCharsets.US_ASCII));
  }

  /** {@code dlclose}. */
  void close(long handle) {
    close.int32(handle);
  }

  /** As the JDK makes a file's name of a path. */
  private static Charset fileNames() {
    String name = System.getProperty("sun.jnu.encoding", "UTF-8");
    return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
  }

  static byte[] c(String text, Charset charset) {
    byte[] bytes = text.getBytes(charset);
    return Arrays.copyOf(bytes, bytes.length + 1);
  }
}
