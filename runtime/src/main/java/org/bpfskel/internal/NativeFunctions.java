package org.bpfskel.internal;

import com.sun.jna.Function;
import com.sun.jna.Pointer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The functions of one C library, each looked up when it is called. JNA finds out anew with each
 * call what its arguments are, which takes a microsecond; but a process that binds not one native
 * method to a function starts some fifty milliseconds earlier, and with megabytes less (measured).
 */
final class NativeFunctions {
  private final DynamicLinker linker;
  private final long handle;
  private final ConcurrentMap<String, Function> functions = new ConcurrentHashMap<>();

  /**
   * @param handle of the library, which stays open
   */
  NativeFunctions(DynamicLinker linker, long handle) {
    this.linker = linker;
    this.handle = handle;
  }

  /** Where a function is; 0 if the library has none of that name. */
  long address(String function) {
    return linker.symbol(handle, function);
  }

  /** Whether the library has a function. */
  boolean has(String function) {
    return functions.containsKey(function) || address(function) != 0;
  }

  /** Gives the library back, which nobody may call any more. */
  void close() {
    linker.close(handle);
  }

  /** A function that returns nothing. */
  void call(String function, @Nullable Object... arguments) {
    function(function).invokeVoid(ofC(function, arguments));
  }

  /** A function that returns {@code bool} or {@code char}; the register may hold more. */
  byte int8(String function, @Nullable Object... arguments) {
    return (byte) int32(function, arguments);
  }

  /** A function that returns {@code int} or an enum. */
  int int32(String function, @Nullable Object... arguments) {
    return function(function).invokeInt(ofC(function, arguments));
  }

  /** A function that returns a pointer, {@code size_t} or {@code long}. */
  long int64(String function, @Nullable Object... arguments) {
    return function(function).invokeLong(ofC(function, arguments));
  }

  private Function function(String name) {
    Function known = functions.get(name);
    if (known != null) {
      return known;
    }
    long address = address(name);
    if (address == 0) {
      throw new UnsatisfiedLinkError("it has no function " + name);
    }
    Function function = Function.getFunction(new Pointer(address));
    functions.put(name, function);
    return function;
  }

  /** With texts as UTF-8 on the heap: JNA would have each in memory that another thread frees. */
  private static @Nullable Object[] ofC(String function, @Nullable Object[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] instanceof String text) {
        arguments[i] = CString.of("argument " + (i + 1) + " of " + function, text);
      }
    }
    return arguments;
  }
}
