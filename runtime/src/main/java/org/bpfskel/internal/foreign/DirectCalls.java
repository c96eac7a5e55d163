package org.bpfskel.internal.foreign;

/** Calls of C at about the price that C pays, for functions that are called most often. */
public interface DirectCalls {
  /**
   * Calls a function that takes numbers and pointers, of which each is a whole register here. For
   * parameters that it does not have anything may stand.
   *
   * @param function its address
   * @return the register that has its result: of an {@code int} the lower half counts
   */
  long invoke(long function, long a, long b, long c, long d, long e, long f, long g, long h);
}
