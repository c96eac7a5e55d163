package org.bpfskel.internal;

import com.sun.jna.NativeLibrary;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The functions of one C library, each looked up when it is called. JNA finds out anew with each
 * call what its arguments are, which takes a microsecond; but a process that binds not one native
 * method to a function starts some fifty milliseconds earlier, and with megabytes less (measured).
 */
final class NativeFunctions {
  private final NativeLibrary library;

  NativeFunctions(NativeLibrary library) {
    this.library = library;
  }

  NativeLibrary library() {
    return library;
  }

  /** Whether the library has a function. */
  boolean has(String function) {
    try {
      library.getFunction(function);
      return true;
    } catch (UnsatisfiedLinkError e) {
      return false;
    }
  }

  /** A function that returns nothing. */
  void call(String function, @Nullable Object... arguments) {
    library.getFunction(function).invokeVoid(ofC(arguments));
  }

  /** A function that returns {@code bool} or {@code char}; the register may hold more. */
  byte int8(String function, @Nullable Object... arguments) {
    return (byte) int32(function, arguments);
  }

  /** A function that returns {@code int} or an enum. */
  int int32(String function, @Nullable Object... arguments) {
    return library.getFunction(function).invokeInt(ofC(arguments));
  }

  /** A function that returns a pointer, {@code size_t} or {@code long}. */
  long int64(String function, @Nullable Object... arguments) {
    return library.getFunction(function).invokeLong(ofC(arguments));
  }

  /** With texts as UTF-8 on the heap: JNA would have each in memory that another thread frees. */
  private static @Nullable Object[] ofC(@Nullable Object[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] instanceof String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        arguments[i] = Arrays.copyOf(utf8, utf8.length + 1);
      }
    }
    return arguments;
  }
}
