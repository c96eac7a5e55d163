package org.bpfskel.internal.foreign;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A struct of C in native memory, all zeros at first. A subclass is the one place that knows its
 * members: their offsets on 64-bit machines, under their names in C. The memory, and what its
 * pointers point to, is freed by close, or once nothing refers to the struct.
 */
public abstract class NativeStruct implements AutoCloseable {
  private final NativeBuffer struct;

  /** What its pointers point to. */
  private final List<NativeBuffer> pointees = new ArrayList<>();

  /**
   * @param size what {@code sizeof} says, with the padding at its end
   */
  protected NativeStruct(int size) {
    this.struct = NativeBuffer.zeroed(size);
  }

  /** Where C finds it, for as long as this is reachable. */
  public final long address() {
    return NativeBuffer.address(struct);
  }

  protected final void bool(int offset, boolean value) {
    bytes().put(offset, (byte) (value ? 1 : 0));
  }

  protected final void int32(int offset, int value) {
    bytes().putInt(offset, value);
  }

  protected final int int32(int offset) {
    return bytes().getInt(offset);
  }

  protected final void int64(int offset, long value) {
    bytes().putLong(offset, value);
  }

  protected final long int64(int offset) {
    return bytes().getLong(offset);
  }

  /** A copy of a {@code char} or {@code __u8} array. */
  protected final byte[] bytes(int offset, int length) {
    byte[] copy = new byte[length];
    bytes().get(offset, copy);
    return copy;
  }

  /** The text in a {@code char} array, up to its NUL. */
  protected final String text(int offset, int length) {
    return NativeMemory.text(bytes(offset, length));
  }

  /** A pointer to memory that is this struct's from now on; null for C's null pointer. */
  protected final void pointer(int offset, @Nullable NativeBuffer pointee) {
    if (pointee != null) {
      pointees.add(pointee);
    }
    int64(offset, NativeBuffer.address(pointee));
  }

  /** A pointer to a copy of a text, which messages call by the member's name. */
  protected final void string(int offset, String member, @Nullable String text) {
    pointer(offset, text == null ? null : NativeBuffer.of(CString.of(member, text)));
  }

  /** A pointer to an array of 64-bit numbers; C's null pointer for none. */
  protected final void int64s(int offset, List<Long> numbers) {
    if (!numbers.isEmpty()) {
      NativeBuffer array = NativeBuffer.zeroed((long) numbers.size() * Long.BYTES);
      for (int i = 0; i < numbers.size(); i++) {
        array.bytes().putLong(i * Long.BYTES, numbers.get(i));
      }
      pointer(offset, array);
    }
  }

  /** A pointer to an array of texts, which messages call by the member's name; null for none. */
  protected final void strings(int offset, String member, List<String> texts) {
    List<Long> addresses = new ArrayList<>(texts.size());
    for (String text : texts) {
      NativeBuffer copy = NativeBuffer.of(CString.of(member, text));
      pointees.add(copy);
      addresses.add(NativeBuffer.address(copy));
    }
    int64s(offset, addresses);
  }

  private ByteBuffer bytes() {
    return struct.bytes();
  }

  @Override
  public void close() {
    struct.close();
    pointees.forEach(NativeBuffer::close);
  }
}
