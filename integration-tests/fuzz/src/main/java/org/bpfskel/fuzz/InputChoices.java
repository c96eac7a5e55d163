package org.bpfskel.fuzz;

import java.util.random.RandomGenerator;

/** Choices that the bytes of a fuzzer's input make, one after the other; zeros behind its end. */
final class InputChoices implements RandomGenerator {
  private final byte[] input;
  private int at;

  InputChoices(byte[] input) {
    this.input = input;
  }

  /** Takes no more bytes than the bound needs, so that a changed byte changes one choice. */
  @Override
  public int nextInt(int bound) {
    int value = u8();
    for (int limit = 1 << Byte.SIZE; limit > 0 && limit < bound; limit <<= Byte.SIZE) {
      value = value << Byte.SIZE | u8();
    }
    return Integer.remainderUnsigned(value, bound);
  }

  @Override
  public boolean nextBoolean() {
    return (u8() & 1) != 0;
  }

  @Override
  public long nextLong() {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = value << Byte.SIZE | u8();
    }
    return value;
  }

  private int u8() {
    return at < input.length ? input[at++] & 0xff : 0;
  }
}
