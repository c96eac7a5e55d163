package org.bpfskel.internal.foreign;

import org.jspecify.annotations.Nullable;

/**
 * A function of C. An argument is an {@code Integer}, a {@code Long} or a {@code Byte}, of that
 * size in C; or an array of bytes, ints or longs, for which C gets the address of memory that has
 * its content, and that it may write to until it returns. Null is C's null pointer.
 */
public interface NativeFunction {
  /** Of one that returns nothing. */
  void call(@Nullable Object... arguments);

  /** Of one that returns {@code int} or an enum. */
  int int32(@Nullable Object... arguments);

  /** Of one that returns a pointer, {@code size_t} or {@code long}. */
  long int64(@Nullable Object... arguments);
}
