package org.bpfskel.feature;

/**
 * Where the running kernel has a member of a struct.
 *
 * @param bitOffset bits from the beginning of the struct that was asked
 * @param bits how many bits it has; for a bitfield less than its type
 */
public record FieldPlace(long bitOffset, long bits) {
  /** {@return bytes from the beginning of the struct to the first that has a bit of it} */
  public long offset() {
    return bitOffset / Byte.SIZE;
  }

  /** {@return bytes that have a bit of it} */
  public long size() {
    return (bitOffset + bits + Byte.SIZE - 1) / Byte.SIZE - offset();
  }
}
