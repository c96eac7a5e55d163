package org.bpfskel.internal.foreign;

import java.lang.ref.Reference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The functions of one C library, each looked up when it is called. An argument may also be a text,
 * which C gets as UTF-8, or a struct, whose address it gets.
 */
public final class NativeFunctions {
  private final DynamicLinker linker;
  private final long handle;
  private final ConcurrentMap<String, NativeFunction> functions = new ConcurrentHashMap<>();

  /**
   * @param handle of the library, which stays open
   */
  public NativeFunctions(DynamicLinker linker, long handle) {
    this.linker = linker;
    this.handle = handle;
  }

  /** Where a function is; 0 if the library has none of that name. */
  public long address(String function) {
    return linker.symbol(handle, function);
  }

  /** Whether the library has a function. */
  public boolean has(String function) {
    return functions.containsKey(function) || address(function) != 0;
  }

  /** Gives the library back, which nobody may call any more. */
  public void close() {
    linker.close(handle);
  }

  /** A function that returns nothing. */
  public void call(String function, @Nullable Object... arguments) {
    try {
      function(function).call(ofC(function, arguments));
    } finally {
      Reference.reachabilityFence(arguments);
    }
  }

  /** A function that returns {@code bool} or {@code char}; the register may hold more. */
  public byte int8(String function, @Nullable Object... arguments) {
    return (byte) int32(function, arguments);
  }

  /** A function that returns {@code int} or an enum. */
  public int int32(String function, @Nullable Object... arguments) {
    try {
      return function(function).int32(ofC(function, arguments));
    } finally {
      Reference.reachabilityFence(arguments);
    }
  }

  /** A function that returns a pointer, {@code size_t} or {@code long}. */
  public long int64(String function, @Nullable Object... arguments) {
    try {
      return function(function).int64(ofC(function, arguments));
    } finally {
      Reference.reachabilityFence(arguments);
    }
  }

  private NativeFunction function(String name) {
    NativeFunction known = functions.get(name);
    if (known != null) {
      return known;
    }
    long address = address(name);
    if (address == 0) {
      throw new UnsatisfiedLinkError("it has no function " + name);
    }
    NativeFunction function = NativeBinding.calls().function(address);
    functions.put(name, function);
    return function;
  }

  /** Texts are on the heap: JNA would have each in memory that another thread frees. */
  private static @Nullable Object[] ofC(String function, @Nullable Object[] arguments) {
    @Nullable Object[] inC = arguments.clone();
    for (int i = 0; i < inC.length; i++) {
      if (inC[i] instanceof String text) {
        inC[i] = CString.of("argument " + (i + 1) + " of " + function, text);
      } else if (inC[i] instanceof NativeStruct struct) {
        inC[i] = struct.address();
      }
    }
    return inC;
  }
}
