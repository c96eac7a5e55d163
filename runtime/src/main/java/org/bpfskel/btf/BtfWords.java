package org.bpfskel.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The type section as 32-bit words in the machine's own byte order: all it is made of. An array of
 * them is what is read quickest, by the interpreter too.
 */
final class BtfWords {
  private final int[] words;
  private final ByteOrder order;

  /** Where the section starts in the data, in bytes. */
  private final int start;

  private BtfWords(int[] words, ByteOrder order, int start) {
    this.words = words;
    this.order = order;
    this.start = start;
  }

  /** Copies the section's whole words. */
  static BtfWords read(ByteBuffer data, BtfHeader header) {
    int[] words = new int[header.typesLength() / Integer.BYTES];
    data.slice(header.types(), header.typesLength()).order(header.order()).asIntBuffer().get(words);
    return new BtfWords(words, header.order(), header.types());
  }

  /** The byte order of the data. */
  ByteOrder order() {
    return order;
  }

  /** All words, for who walks over them. */
  int[] array() {
    return words;
  }

  int i32(int at) {
    return words[at];
  }

  long u32(int at) {
    return Integer.toUnsignedLong(words[at]);
  }

  /** Where a word stands in the data, in bytes. */
  long offset(int at) {
    return start + (long) at * Integer.BYTES;
  }
}
