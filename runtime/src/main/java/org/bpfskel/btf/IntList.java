package org.bpfskel.btf;

import java.util.Arrays;

/** Growing {@code int[]}. */
final class IntList {
  private int[] values;
  private int size;

  IntList(int capacity) {
    this.values = new int[capacity];
  }

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2 + 16);
    }
    values[size++] = value;
  }

  int get(int index) {
    return values[index];
  }

  int size() {
    return size;
  }

  int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
