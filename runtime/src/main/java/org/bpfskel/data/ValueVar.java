package org.bpfskel.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Supplier;
import org.bpfskel.btf.Printable;
import org.bpfskel.internal.value.DataMemory;
import org.bpfskel.internal.value.GrownArray;
import org.jspecify.annotations.Nullable;

/**
 * C: a value of several bytes: text, a struct or union, an array, or what has no Java type. Read
 * and set as a whole, byte after byte: a program that runs meanwhile may see, or leave, a half. See
 * {@link Variable} for threads and life time.
 *
 * @param <T> the Java type of a copy
 */
public class ValueVar<T> extends Variable {
  private final Codec<T> declared;

  /** Of the length that the array has grown to; null as long as it has not. */
  private volatile @Nullable Codec<T> grown;

  ValueVar(DataMemory memory, Supplier<String> name, int offset, Codec<T> codec) {
    super(memory, name, offset);
    this.declared = codec;
  }

  private Codec<T> codec() {
    GrownArray array = grownTo();
    if (array == null) {
      return declared;
    }
    Codec<T> known = grown;
    if (known == null || known.size() != array.bytes()) {
      known = GrownCodec.of(declared, array);
      grown = known;
    }
    return known;
  }

  /** {@return a copy of the value} */
  public final T get() {
    Codec<T> codec = codec();
    ByteBuffer bytes = read();
    ByteBuffer copy;
    try {
      if (!isGuarded(bytes)) {
        return codec.read(bytes, offset);
      }
      copy = copy(bytes, codec);
    } finally {
      end(bytes);
    }
    return codec.read(copy, 0);
  }

  private ByteBuffer copy(ByteBuffer bytes, Codec<T> codec) {
    return ByteBuffer.allocate(codec.size())
        .order(ByteOrder.nativeOrder())
        .put(0, bytes, offset, codec.size());
  }

  /**
   * Sets the whole value. Members that the class of a struct does not have, for another build of
   * the object has more of them, stay as they are, in a new object's place too. What {@link #get}
   * gave is set as it was, byte for byte, but for the fields that were changed.
   *
   * @param value the new value
   * @throws IllegalArgumentException if C's value cannot be that
   * @throws IllegalStateException if the section is read-only now
   */
  public final void set(T value) {
    Codec<T> codec = codec();
    ByteBuffer before = write();
    ByteBuffer copy;
    try {
      copy = copy(before, codec);
    } finally {
      end(before);
    }
    try {
      codec.write(copy, 0, value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(Printable.of(name()) + ": " + e.getMessage(), e);
    }
    ByteBuffer bytes = write();
    try {
      bytes.put(offset, copy, 0, codec.size());
    } finally {
      end(bytes);
    }
  }

  /** {@return the value's own bytes, not a copy: read-only, in native byte order} */
  public final ByteBuffer view() {
    return lasting()
        .slice(offset, codec().size())
        .asReadOnlyBuffer()
        .order(ByteOrder.nativeOrder());
  }

  @Override
  final String text() {
    String inBrackets = Arrays.deepToString(new Object[] {get()});
    return inBrackets.substring(1, inBrackets.length() - 1);
  }
}
