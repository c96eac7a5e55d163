package org.bpfskel.feature;

/** Code that newer kernels take, whatever a program is for: {@link Features#isSupported}. */
public enum CodeFeature {
  /** Programs of more than 4,096 instructions, since Linux 5.2. */
  LARGE_PROGRAMS,
  /** Loops that the verifier sees the end of, since Linux 5.3. */
  BOUNDED_LOOPS,
  /** {@code clang -mcpu=v2}: jumps if less, since Linux 4.14. */
  ISA_V2,
  /** {@code clang -mcpu=v3}: jumps that compare 32 bits, since Linux 5.1. */
  ISA_V3,
  /** {@code clang -mcpu=v4}: moves that extend the sign, and more, since Linux 6.6. */
  ISA_V4,
  /**
   * {@code may_goto}, by which {@code can_loop} of loops without a known end is made; Linux 6.9.
   */
  MAY_GOTO,
  /** Loads that acquire and stores that release, since Linux 6.15 and later on some machines. */
  LOAD_ACQUIRE
}
