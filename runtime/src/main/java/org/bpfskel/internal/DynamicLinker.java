package org.bpfskel.internal;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * C's dynamic linker: {@code dlopen}, {@code dlsym} and {@code dlerror} of this process. JNA finds
 * these three and no more: it would look for a library in places that nobody has checked, and as
 * long as one of its libraries is open its thread keeps the class loader.
 */
final class DynamicLinker {
  /**
   * Every symbol now: one that is missing is an error here, and not the end of the process later.
   */
  private static final int RTLD_NOW = 2;

  private static @Nullable DynamicLinker found;

  private final Function open;
  private final Function symbol;
  private final Function error;
  private final Function close;

  private DynamicLinker(NativeLibrary process) {
    this.open = unbound(process, "dlopen");
    this.symbol = unbound(process, "dlsym");
    this.error = unbound(process, "dlerror");
    this.close = unbound(process, "dlclose");
  }

  /** The process's own; a try that failed is made again. */
  static synchronized DynamicLinker ofProcess() {
    DynamicLinker linker = found;
    if (linker == null) {
      linker = find();
      found = linker;
    }
    return linker;
  }

  private static DynamicLinker find() {
    LinkerFolders.tellJna();
    Thread thread = Thread.currentThread();
    ClassLoader context = thread.getContextClassLoader();
    // JNA starts a thread, which would keep the loader of whoever called us first.
    thread.setContextClassLoader(Native.class.getClassLoader());
    try {
      // The option makes it ours alone: others of the process have their own to go on with.
      NativeLibrary process = NativeLibrary.getInstance("c", Map.of("bpfskel", new Object()));
      try {
        return new DynamicLinker(process);
      } finally {
        process.close();
      }
    } finally {
      thread.setContextClassLoader(context);
    }
  }

  private static Function unbound(NativeLibrary process, String name) {
    return Function.getFunction(new Pointer(Pointer.nativeValue(process.getFunction(name))));
  }

  /**
   * {@code dlopen}.
   *
   * @param library a path, or a name for the linker's own search; null for the process itself
   * @throws UnsatisfiedLinkError with the linker's words
   */
  long open(@Nullable String library) {
    byte[] name = library == null ? null : c(library, fileNames());
    long handle = open.invokeLong(new Object[] {name, RTLD_NOW});
    if (handle == 0) {
      long words = error.invokeLong(new Object[0]);
      throw new UnsatisfiedLinkError(
          words == 0 ? "the dynamic linker does not say why" : NativeMemory.string(words));
    }
    return handle;
  }

  /** {@code dlsym}: the address, 0 if the library has no such symbol. */
  long symbol(long handle, String name) {
    return symbol.invokeLong(new Object[] {handle, c(name, StandardCharsets.US_ASCII)});
  }

  /** {@code dlclose}. */
  void close(long handle) {
    close.invokeInt(new Object[] {handle});
  }

  /** As the JDK makes a file's name of a path. */
  private static Charset fileNames() {
    String name = System.getProperty("sun.jnu.encoding", "UTF-8");
    return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
  }

  private static byte[] c(String text, Charset charset) {
    byte[] bytes = text.getBytes(charset);
    return Arrays.copyOf(bytes, bytes.length + 1);
  }
}
