package org.bpfskel.fuzz;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Damages BTF where it has a meaning: lengths and offsets of the header; kinds, counts, type ids
 * and names of records; strings; the byte order. Most results are still BTF for the greater part,
 * so that what reads them gets far.
 */
public final class BtfMutator {
  private static final int MAX_EDITS = 4;
  private static final int[] HEADER_WORDS = {4, 8, 12, 16, 20};
  private static final int[] EXTREMES = {
    0, 1, 2, 3, 4, 31, 32, 33, 0xffff, 0x10000, 0xffffff, 0x7fffffff, 0x80000000, -2, -1
  };

  private final RandomGenerator choices;
  private byte[] bytes;
  private ByteBuffer btf;
  private List<Integer> starts;

  private BtfMutator(byte[] btf, RandomGenerator choices) {
    this.choices = choices;
    this.bytes = btf.clone();
    this.btf = BtfRecords.wrap(bytes);
    this.starts = BtfRecords.starts(this.btf);
  }

  /** A damaged copy. The same choices give the same bytes. */
  public static byte[] mutate(byte[] btf, RandomGenerator choices) {
    BtfMutator mutator = new BtfMutator(btf, choices);
    for (int edits = 1 + choices.nextInt(1 + choices.nextInt(MAX_EDITS)); edits > 0; edits--) {
      mutator.edit();
    }
    return mutator.bytes;
  }

  private void edit() {
    if (bytes.length < BtfRecords.HEADER || starts.size() < 2) {
      replace(Arrays.copyOf(bytes, bytes.length + choices.nextInt(BtfRecords.HEADER)));
      return;
    }
    switch (choices.nextInt(12)) {
      case 0 -> put(HEADER_WORDS[choices.nextInt(HEADER_WORDS.length)], number());
      case 1 -> put(start() + 4, info());
      case 2 -> count(start() + 4);
      case 3 -> put(start() + 8, id());
      case 4 -> put(start(), string());
      case 5, 6, 7 -> word();
      case 8 -> append();
      case 9 -> copyRecord();
      case 10 -> bytes[choices.nextInt(bytes.length)] = (byte) choices.nextInt(256);
      default -> whole();
    }
  }

  private void put(int at, int word) {
    if (at >= 0 && at <= bytes.length - Integer.BYTES) {
      btf.putInt(at, word);
    }
  }

  /** One element more or less than the record has. */
  private void count(int info) {
    put(info, get(info) + 1 - 2 * choices.nextInt(2));
  }

  /** A word, 0 outside of the data. */
  private int get(int at) {
    return at >= 0 && at <= bytes.length - Integer.BYTES ? btf.getInt(at) : 0;
  }

  private int start() {
    return starts.get(choices.nextInt(starts.size() - 1));
  }

  /** A type id: one that exists, or one at the edge of those. */
  private int id() {
    int last = starts.size() - 1;
    return switch (choices.nextInt(12)) {
      case 0 -> last + choices.nextInt(4) - 1;
      case 1 -> number();
      default -> choices.nextInt(last + 1);
    };
  }

  /** A place in the strings, or at their edge. */
  private int string() {
    int length = btf.getInt(20);
    return choices.nextInt(12) == 0 || length <= 0
        ? length + choices.nextInt(4) - 2
        : choices.nextInt(length);
  }

  /** A number that some check has as its limit. */
  private int number() {
    return switch (choices.nextInt(4)) {
      case 0 -> bytes.length + choices.nextInt(8) - 4;
      case 1 -> choices.nextInt(bytes.length);
      case 2 -> btf.getInt(HEADER_WORDS[choices.nextInt(5)]) + choices.nextInt(9) - 4;
      default -> EXTREMES[choices.nextInt(EXTREMES.length)];
    };
  }

  private int info() {
    int kind = choices.nextInt(BtfRecords.KINDS + 2);
    int vlen = choices.nextInt(8) == 0 ? number() & 0xffffff : choices.nextInt(4);
    int flag = choices.nextInt(4) == 0 ? 1 << 31 : 0;
    return flag | BtfRecords.info(kind, vlen);
  }

  /** Any word of any record; mostly for another of its meaning. */
  private void word() {
    int record = choices.nextInt(starts.size() - 1);
    int start = starts.get(record);
    int words = (starts.get(record + 1) - start) / Integer.BYTES;
    int index = choices.nextInt(Math.max(words, 1));
    put(
        start + Integer.BYTES * index,
        choices.nextInt(8) == 0 ? number() : value(get(start + 4), index));
  }

  private int value(int info, int index) {
    return switch (BtfRecords.word(info, index)) {
      case STRING -> string();
      case TYPE -> id();
      case NUMBER -> number();
    };
  }

  /** A record more. */
  private void append() {
    int kind = 1 + choices.nextInt(BtfRecords.KINDS - 1);
    int info = BtfRecords.info(kind, choices.nextInt(4));
    int end = starts.get(starts.size() - 1);
    int length = (int) BtfRecords.bytes(info);
    if (end <= bytes.length) {
      splice(end, length);
      for (int at = 0; at < length; at += Integer.BYTES) {
        put(end + at, value(info, at / Integer.BYTES));
      }
      put(end + 4, info);
    }
  }

  /** Makes room in the type section, and tells the header so. */
  private void splice(int at, int length) {
    byte[] longer = new byte[bytes.length + length];
    System.arraycopy(bytes, 0, longer, 0, at);
    System.arraycopy(bytes, at, longer, at + length, bytes.length - at);
    int typesLength = btf.getInt(12);
    int strings = btf.getInt(16);
    replace(longer);
    put(12, typesLength + length);
    put(16, strings + length);
    starts = new ArrayList<>(starts);
    starts.add(at + length);
  }

  private void copyRecord() {
    int from = start();
    int to = start();
    int length = (int) Math.min(BtfRecords.bytes(get(from + 4)), bytes.length - from);
    System.arraycopy(bytes, from, bytes, to, Math.max(0, Math.min(length, bytes.length - to)));
  }

  private void whole() {
    switch (choices.nextInt(4)) {
      case 0 -> replace(Arrays.copyOf(bytes, starts.get(choices.nextInt(starts.size()))));
      case 1 -> replace(Arrays.copyOf(bytes, choices.nextInt(bytes.length)));
      case 2 -> replace(Arrays.copyOf(bytes, bytes.length + choices.nextInt(16)));
      default -> swapByteOrder();
    }
  }

  /** Magic and header length included; all but the header's first words and strings are words. */
  private void swapByteOrder() {
    int end = Math.min(starts.get(starts.size() - 1), bytes.length);
    btf.putShort(0, Short.reverseBytes(btf.getShort(0)));
    for (int at = 4; at <= end - Integer.BYTES; at += Integer.BYTES) {
      btf.putInt(at, Integer.reverseBytes(btf.getInt(at)));
    }
    replace(bytes);
  }

  private void replace(byte[] changed) {
    bytes = changed;
    btf = BtfRecords.wrap(bytes);
    starts = BtfRecords.starts(btf);
  }
}
