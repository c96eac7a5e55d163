package org.bpfskel.map;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bpfskel.data.Codec;
import org.bpfskel.internal.element.BatchPlaces;
import org.bpfskel.internal.element.ElementBytes;
import org.jspecify.annotations.Nullable;

/**
 * The keys and values of many elements of one map, outside the heap, for calls that take or give
 * all of them at once without allocating: key number {@code i} is at {@code i * keySize()} of
 * {@link #keys}, its value at {@code i * valueSize()} of {@link #values}. For one thread at a time.
 */
public final class MapBatch {
  /** What a buffer of Java's can hold, less what stands before keys and values. */
  private static final int MOST_BYTES = Integer.MAX_VALUE - (1 << 20);

  private final TypedElements<?, ?> elements;
  private final int keySize;
  private final int valueSize;
  private Memory memory;
  private boolean odd;

  /** Where reading is: a walk from key to key stands in where the kernel has no batches. */
  boolean atStart = true;

  boolean atEnd;
  @Nullable KeyWalk walk;

  /** The places of every other call, and of those between: positions swap theirs. */
  private record Memory(
      ElementBytes bytes,
      BatchPlaces places,
      BatchPlaces next,
      ByteBuffer keys,
      ByteBuffer values) {

    static Memory of(int capacity, int keySize, int valueSize) {
      BatchPlaces places = BatchPlaces.of(capacity, keySize, valueSize);
      ElementBytes bytes = ElementBytes.allocate(places.size(valueSize));
      return new Memory(
          bytes,
          places,
          places.next(),
          slice(bytes, places.keys(), capacity * keySize),
          slice(bytes, places.values(), capacity * valueSize));
    }

    private static ByteBuffer slice(ElementBytes bytes, int from, int size) {
      return bytes.buffer().slice(from, size).order(ByteOrder.nativeOrder());
    }
  }

  MapBatch(TypedElements<?, ?> elements, int capacity) {
    this.elements = elements;
    this.keySize = elements.keys.size();
    this.valueSize = elements.values.size();
    if (capacity < 1 || capacity > MOST_BYTES / Math.max(1, keySize + valueSize)) {
      throw new IllegalArgumentException(
          "a batch of %d elements of %s, of %d and %d bytes"
              .formatted(capacity, elements.map, keySize, valueSize));
    }
    this.memory = Memory.of(capacity, keySize, valueSize);
  }

  /**
   * How many elements there is room for.
   *
   * @return as many as were asked for, or more after a read that had the batch grow
   */
  public int capacity() {
    return memory.places.capacity();
  }

  /**
   * Bytes of a key.
   *
   * @return bytes without padding between keys
   */
  public int keySize() {
    return keySize;
  }

  /**
   * Bytes of a value; in a per-CPU map those of all CPUs, each padded to a multiple of 8.
   *
   * @return bytes without padding between values
   */
  public int valueSize() {
    return valueSize;
  }

  /**
   * The keys, in native byte order. Another buffer after a read that had the batch grow.
   *
   * @return the batch's own memory: what is written into it, the next call takes
   */
  public ByteBuffer keys() {
    return memory.keys;
  }

  /**
   * The values, in native byte order. Another buffer after a read that had the batch grow.
   *
   * @return the batch's own memory: what is written into it, the next call takes
   */
  public ByteBuffer values() {
    return memory.values;
  }

  /** Has the next read begin anew. */
  public void rewind() {
    atStart = true;
    atEnd = false;
    walk = null;
  }

  <K> void setKey(Codec<K> codec, int i, K key) {
    codec.write(memory.keys, i * keySize, key);
  }

  <V> void setValue(Codec<V> codec, int i, V value) {
    codec.write(memory.values, i * valueSize, value);
  }

  /** Puts element number {@code from} in the place of number {@code to}. */
  void move(int from, int to) {
    memory.keys.put(to * keySize, memory.keys, from * keySize, keySize);
    memory.values.put(to * valueSize, memory.values, from * valueSize, valueSize);
  }

  /** Checks that a call of a map may use the first elements, and that there may be a call. */
  void require(TypedElements<?, ?> user, int count) {
    user.calls.keySize();
    if (!user.map.equals(elements.map)) {
      throw new IllegalArgumentException(
          "the batch is of %s, not of %s".formatted(elements.map, user.map));
    }
    if (count < 0 || count > capacity()) {
      throw new IllegalArgumentException(
          "%d elements of a batch that has room for %d".formatted(count, capacity()));
    }
  }

  ElementBytes bytes() {
    return memory.bytes;
  }

  BatchPlaces places() {
    return odd ? memory.next : memory.places;
  }

  int keyAt(int i) {
    return memory.places.keys() + i * keySize;
  }

  int valueAt(int i) {
    return memory.places.values() + i * valueSize;
  }

  int count() {
    return memory.bytes.buffer().getInt(memory.places.count());
  }

  void setCount(int count) {
    memory.bytes.buffer().putInt(memory.places.count(), count);
  }

  /** Has the next call go on where the last one ended. */
  void advance() {
    atStart = false;
    odd = !odd;
  }

  /** Makes room for twice as many elements; only the position stays. */
  void grow() {
    ElementBytes old = memory.bytes;
    int from = places().in();
    int size = places().positionSize();
    memory = Memory.of(Math.multiplyExact(capacity(), 2), keySize, valueSize);
    memory.bytes.buffer().put(places().in(), old.buffer(), from, size);
  }
}
