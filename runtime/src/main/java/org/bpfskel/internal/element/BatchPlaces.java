package org.bpfskel.internal.element;

/**
 * Where a batch call finds its parts in {@link ElementBytes}: a table of indexes.
 *
 * @param capacity how many keys and values there is room for
 * @param count index of the {@code __u32} that says how many, before and after the call
 * @param in index of the {@code in_batch} position
 * @param out index of the {@code out_batch} position
 * @param positionSize bytes of a position: at least a key's, and 8
 * @param keys index of the first key
 * @param values index of the first value
 */
public record BatchPlaces(
    int capacity, int count, int in, int out, int positionSize, int keys, int values) {

  /** The usual order of parts, for that many elements. */
  public static BatchPlaces of(int capacity, int keySize, int valueSize) {
    int positionSize = ElementBytes.align(Math.max(keySize, Long.BYTES));
    int in = Long.BYTES;
    int out = in + positionSize;
    int keys = out + positionSize;
    int values = ElementBytes.align(Math.addExact(keys, Math.multiplyExact(capacity, keySize)));
    return new BatchPlaces(capacity, 0, in, out, positionSize, keys, values);
  }

  /** Bytes of memory up to the end of the last value, which has that size. */
  public int size(int valueSize) {
    return Math.addExact(values, Math.multiplyExact(capacity, valueSize));
  }

  /** For the call after one that gave a position: it goes on from there. */
  public BatchPlaces next() {
    return new BatchPlaces(capacity, count, out, in, positionSize, keys, values);
  }

  /** Without the first elements. */
  public BatchPlaces from(int first, int keySize, int valueSize) {
    return new BatchPlaces(
        capacity - first,
        count,
        in,
        out,
        positionSize,
        keys + first * keySize,
        values + first * valueSize);
  }

  long count(ElementBytes bytes) {
    int wanted = bytes.buffer().getInt(count);
    if (wanted < 0 || wanted > capacity) {
      throw new IndexOutOfBoundsException(wanted + " elements, but room for " + capacity);
    }
    return bytes.address(count, Integer.BYTES);
  }

  long in(ElementBytes bytes, int keySize) {
    return bytes.address(in, positionSize(keySize));
  }

  long out(ElementBytes bytes, int keySize) {
    return bytes.address(out, positionSize(keySize));
  }

  /** What the kernel may read and write, whatever is said here. */
  private int positionSize(int keySize) {
    return Math.max(positionSize, Math.max(keySize, Long.BYTES));
  }

  long keys(ElementBytes bytes, int size) {
    return bytes.address(keys, (long) capacity * size);
  }

  long values(ElementBytes bytes, int size) {
    return bytes.address(values, (long) capacity * size);
  }
}
