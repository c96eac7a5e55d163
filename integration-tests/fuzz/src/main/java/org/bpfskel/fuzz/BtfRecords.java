package org.bpfskel.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Where the type records of a BTF lie, as far as they can be told apart. */
final class BtfRecords {
  static final int HEADER = 24;
  static final int RECORD = 12;

  /** The meaning of a record's words. */
  enum Word {
    STRING,
    TYPE,
    NUMBER
  }

  /**
   * By {@code BTF_KIND_*}: the words behind name and info, then those of an element. {@code s} is
   * the offset of a string, {@code t} a type id, {@code n} any number.
   */
  private static final String[][] WORDS = {
    {"n", ""},
    {"nn", ""},
    {"t", ""},
    {"nttn", ""},
    {"n", "stn"},
    {"n", "stn"},
    {"n", "sn"},
    {"n", ""},
    {"t", ""},
    {"t", ""},
    {"t", ""},
    {"t", ""},
    {"t", ""},
    {"t", "st"},
    {"tn", ""},
    {"n", "tnn"},
    {"n", ""},
    {"tn", ""},
    {"t", ""},
    {"n", "snn"}
  };

  /** One more than the last kind that there was in Linux 7.0, {@code BTF_KIND_ENUM64}. */
  static final int KINDS = WORDS.length;

  private BtfRecords() {}

  /** In its own byte order; what is not BTF is taken for little-endian. */
  static ByteBuffer wrap(byte[] btf) {
    boolean big = btf.length > 0 && btf[0] == (byte) 0xeb;
    return ByteBuffer.wrap(btf).order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  /** Starts of the records, and the end of the last one. */
  static List<Integer> starts(ByteBuffer btf) {
    List<Integer> starts = new ArrayList<>();
    long at = btf.limit() < HEADER ? 0 : start(btf);
    long end = btf.limit() < HEADER ? 0 : at + Integer.toUnsignedLong(btf.getInt(12));
    while (at >= 0 && at <= btf.limit() - RECORD && at < end) {
      starts.add((int) at);
      at += bytes(btf.getInt((int) at + 4));
    }
    starts.add((int) Math.min(at, btf.limit()));
    return starts;
  }

  private static long start(ByteBuffer btf) {
    return Integer.toUnsignedLong(btf.getInt(4)) + Integer.toUnsignedLong(btf.getInt(8));
  }

  /** Bytes of a record with that info word. */
  static long bytes(int info) {
    String[] words = WORDS[Math.min(info >>> 24 & 0x1f, KINDS - 1)];
    long count = 2 + words[0].length() + (long) (info & 0xffff) * words[1].length();
    return count * Integer.BYTES;
  }

  /** What the word with that index means in a record with that info word. */
  static Word word(int info, int index) {
    String[] words = WORDS[Math.min(info >>> 24 & 0x1f, KINDS - 1)];
    int behind = index - 2;
    if (behind < 0) {
      return index == 0 ? Word.STRING : Word.NUMBER;
    }
    char word =
        behind < words[0].length() || words[1].isEmpty()
            ? words[0].charAt(Math.min(behind, words[0].length() - 1))
            : words[1].charAt((behind - words[0].length()) % words[1].length());
    return word == 's' ? Word.STRING : word == 't' ? Word.TYPE : Word.NUMBER;
  }

  /** The info word of a record of that kind, which has no kind flag. */
  static int info(int kind, int vlen) {
    return kind << 24 | vlen;
  }
}
