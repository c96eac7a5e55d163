package org.bpfskel.map;

import java.nio.ByteBuffer;
import org.bpfskel.BpfException;
import org.bpfskel.BpfMap;
import org.bpfskel.Cpus;
import org.bpfskel.access.Door;
import org.bpfskel.btf.Printable;
import org.bpfskel.data.Codec;
import org.bpfskel.data.OneToOne;
import org.bpfskel.internal.element.ElementBytes;
import org.bpfskel.internal.element.MapElements;
import org.bpfskel.internal.os.Errno;

/**
 * The elements of one map between Java and C: its calls, its codecs, and where key and value are in
 * {@link ElementBytes}, the key at 0.
 */
final class TypedElements<K, V> {
  static final String NEXT_KEY = "bpf_map_get_next_key";

  /** The key of a kind without keys. */
  static final Codec<Void> NO_KEY = new NoKey();

  final MapElements calls;
  final Codec<K> keys;
  final Codec<V> values;
  final int valueAt;
  final int size;

  /** Bits of a value as a {@code long}: an enum without negative constants has no sign. */
  final long valueBits;

  final BpfMap map;

  private boolean checked;

  private TypedElements(BpfMap map, MapElements calls, Codec<K> keys, Codec<V> values) {
    this.map = map;
    this.calls = calls;
    this.keys = keys;
    this.values = values;
    this.valueAt = ElementBytes.align(keys.size());
    this.size = Math.addExact(valueAt, values.size());
    boolean unsigned = values.equals(Codec.ENUM8) || values.equals(Codec.ENUM16);
    this.valueBits = unsigned ? (1L << (values.size() * Byte.SIZE)) - 1 : -1;
  }

  /** Of a map whose sizes are the codecs'. */
  static <K, V> TypedElements<K, V> of(BpfMap map, Codec<K> keys, Codec<V> values) {
    TypedElements<K, V> elements =
        new TypedElements<>(map, new MapElements(Door.MAP.behind(map)), keys, values);
    elements.checkSizes(map.keySize(), map.valueSize());
    return elements;
  }

  /** Memory for one key and value. */
  ElementBytes take() {
    if (!checked) {
      // They may have been set between open and load.
      checkSizes(map.keySize(), map.valueSize());
      checked = calls.keySize() == keys.size();
    }
    return ElementBytes.take(size);
  }

  ElementBytes takeWith(K key) {
    ElementBytes bytes = take();
    try {
      keys.write(bytes.buffer(), 0, key);
    } catch (RuntimeException | Error e) {
      bytes.close();
      throw e;
    }
    return bytes;
  }

  ElementBytes takeWith(K key, V value) {
    ElementBytes bytes = takeWith(key);
    try {
      values.write(bytes.buffer(), valueAt, value);
    } catch (RuntimeException | Error e) {
      bytes.close();
      throw e;
    }
    return bytes;
  }

  /** Refuses what Java cannot hold while it is there; to be called before it is removed. */
  void requireReadable(ElementBytes bytes) {
    if (!OneToOne.is(values)) {
      int answer = calls.lookup(bytes, 0, valueAt, 0);
      if (succeeded(ReadableMap.LOOKUP, answer, Errno.ENOENT)) {
        value(bytes);
      }
    }
  }

  /** The value of an element that was removed. If it has come since it is put back, and refused. */
  V removedValue(ElementBytes bytes) {
    try {
      return value(bytes);
    } catch (RuntimeException | Error e) {
      putBack(bytes, 0, valueAt, e);
      throw e;
    }
  }

  /** Puts back what was removed and cannot be returned, unless its key has another value by now. */
  void putBack(ElementBytes bytes, int keyAt, int valueAt, Throwable reason) {
    long flags = keys.size() == 0 ? UpdateFlags.ANY : UpdateFlags.NOEXIST;
    int answer = calls.update(bytes, keyAt, valueAt, flags);
    if (answer < 0 && answer != -Errno.EEXIST) {
      String lost =
          "removed, and not put back: key %s, value %s"
              .formatted(
                  hex(bytes.buffer(), keyAt),
                  Printable.hex(bytes.buffer(), valueAt, values.size()));
      reason.addSuppressed(calls.failure(WritableMap.UPDATE, answer, lost));
    }
  }

  V value(ElementBytes bytes) {
    return value(bytes.buffer(), valueAt, bytes.buffer(), 0);
  }

  K key(MapBatch batch, int i) {
    ByteBuffer buffer = batch.keys();
    int at = i * keys.size();
    try {
      return keys.read(buffer, at);
    } catch (IllegalArgumentException e) {
      throw unreadable("key " + hex(buffer, at), keys, e);
    }
  }

  V value(MapBatch batch, int i) {
    return value(batch.values(), i * values.size(), batch.keys(), i * keys.size());
  }

  private V value(ByteBuffer buffer, int at, ByteBuffer keyBuffer, int keyAt) {
    try {
      return values.read(buffer, at);
    } catch (IllegalArgumentException e) {
      String of = keys.size() == 0 ? "a value" : "the value of key " + hex(keyBuffer, keyAt);
      throw unreadable(of, values, e);
    }
  }

  private IllegalStateException unreadable(
      String what, Codec<?> codec, IllegalArgumentException cause) {
    return new IllegalStateException(
        "%s: %s cannot be read: %s; Codec.bytes(%d) in place of its codec reads it"
            .formatted(map, what, cause.getMessage(), codec.size()),
        cause);
  }

  /** The bytes of a key. */
  String hex(ByteBuffer buffer, int keyAt) {
    return Printable.hex(buffer, keyAt, keys.size());
  }

  /** The value of an integer, widened as its codec does. */
  long longValue(ElementBytes bytes) {
    return Integers.read(bytes.buffer(), valueAt, values.size()) & valueBits;
  }

  void checkRoom(String what, ByteBuffer buffer, int needed) {
    if (buffer.remaining() < needed) {
      throw new IllegalArgumentException(
          "%s: a %s is %d bytes, the buffer has %d left"
              .formatted(map, what, needed, buffer.remaining()));
    }
  }

  void checkWritable(ByteBuffer buffer) {
    if (buffer.isReadOnly()) {
      throw new IllegalArgumentException(map + ": the buffer for the value is read-only");
    }
  }

  /** Whether the call succeeded, and not with the error that stands for a plain no. */
  boolean succeeded(String function, int answer, int expectedErrno) {
    if (answer == -expectedErrno) {
      return false;
    }
    check(function, answer);
    return true;
  }

  /** Removes a key, and returns whether there was one. */
  boolean remove(K key) {
    try (ElementBytes bytes = takeWith(key)) {
      return succeeded("bpf_map_delete_elem", calls.delete(bytes, 0), Errno.ENOENT);
    }
  }

  /** Writes the key that follows another one, or the first, as {@link KeyWalk} asks for it. */
  boolean follow(ElementBytes bytes, int key, int next) {
    int answer =
        key == KeyWalk.NO_KEY ? calls.firstKey(bytes, next) : calls.nextKey(bytes, key, next);
    return succeeded(NEXT_KEY, answer, Errno.ENOENT);
  }

  /** The keys that a lookup finds a value for. */
  Iterable<K> keysThatAreThere() {
    return () -> new EntryIterator<>(this, this::key);
  }

  void check(String function, int answer) {
    if (answer < 0) {
      throw failure(function, answer);
    }
  }

  BpfException failure(String function, int answer) {
    return calls.failure(function, answer, explanation(answer));
  }

  private String explanation(int answer) {
    return switch (-answer) {
      case Errno.E2BIG, Errno.ENOSPC -> "the map is full: it holds " + map.maxEntries();
      case Errno.ENOTSUPP, Errno.EOPNOTSUPP ->
          "the running kernel does not offer this for a map of kind " + map.type();
      default -> "";
    };
  }

  private void checkSizes(int keySize, int valueSize) {
    if (keySize != keys.size()) {
      throw new IllegalArgumentException(
          "%s: a key is %d bytes, in Java %d".formatted(map, keySize, keys.size()));
    }
    if (!map.type().isPerCpu()) {
      if (valueSize != values.size()) {
        throw new IllegalArgumentException(
            "%s: a value is %d bytes, in Java %d".formatted(map, valueSize, values.size()));
      }
    } else if (ElementBytes.align(valueSize) * Cpus.possible() != values.size()) {
      throw new IllegalArgumentException(
          "%s: a value is %d bytes for each of %d CPUs, padded to 8, in Java %d: see PerCpu"
              .formatted(map, valueSize, Cpus.possible(), values.size()));
    }
  }

  private record NoKey() implements Codec<Void> {
    @Override
    public int size() {
      return 0;
    }

    @Override
    public Void read(ByteBuffer bytes, int at) {
      throw new UnsupportedOperationException("no keys");
    }

    @Override
    public void write(ByteBuffer bytes, int at, Void value) {}
  }
}
