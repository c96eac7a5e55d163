package org.bpfskel.internal.foreign;

import java.nio.ByteBuffer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How Java calls C, and reaches memory that is not Java's: all that the runtime needs of JNA or
 * JNI. Addresses are {@code long}. Safe for use by several threads. {@link NativeBinding#calls} has
 * the one that this process uses.
 */
public interface NativeCalls {
  /** A function of C that calls Java, at an address that is good for as long as this is there. */
  interface Closure {
    long address();
  }

  /**
   * Where functions of the C library are.
   *
   * @throws UnsatisfiedLinkError if there is none of that name
   */
  long[] symbols(String... names);

  /** The function at an address. */
  NativeFunction function(long address);

  /** {@code errno} as it was when the last call of this thread returned. */
  int errno();

  /**
   * A {@code libbpf_print_fn_t}, which no class loader's end waits for. One that is asked for later
   * may take the place of the one before.
   */
  Closure closure(PrintFunction print);

  /**
   * Makes the native methods of a class call the functions of their names.
   *
   * @param natives each method static; parameters and results {@code int} or {@code long}
   * @param symbols where a function is
   * @return false if that cannot be done here, or would keep the class for ever
   */
  default boolean bind(Class<?> natives, ToLongFunction<String> symbols) {
    return false;
  }

  /** Calls that need nothing bound and allocate nothing; null where there are none. */
  default @Nullable DirectCalls direct() {
    return null;
  }

  /**
   * {@code malloc}: bytes of any content.
   *
   * @throws OutOfMemoryError if there are none
   */
  long allocate(long size);

  /** {@code free}. */
  void free(long address);

  /** The memory at an address, in native byte order; whoever uses it knows that it is there. */
  ByteBuffer buffer(long address, long size);

  /** Where a direct buffer's index 0 is. */
  long address(ByteBuffer direct);

  /** The text at an address up to its NUL, as UTF-8. */
  String string(long address);
}
