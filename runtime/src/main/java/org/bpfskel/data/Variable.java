package org.bpfskel.data;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.bpfskel.btf.Printable;
import org.bpfskel.internal.value.DataMemory;
import org.bpfskel.internal.value.GrownArray;
import org.jspecify.annotations.Nullable;

/**
 * A global variable of a BPF object, or an element or member of one. Before load it is its initial
 * value, which load hands to the kernel; afterwards it is the very memory that programs use, and no
 * access makes a system call. After close it keeps the values of memory that nobody else writes.
 *
 * <p>{@code get} and {@code set} are plain accesses, as of a field in Java or a variable in C: safe
 * for the JVM from any thread, but only the volatile and atomic forms order them for others. Those
 * throw {@link IllegalStateException} for a number that does not begin at a multiple of its size,
 * as a member of a packed struct need not.
 */
public abstract class Variable {
  private final DataMemory memory;
  private final Supplier<String> name;

  /** Index of its first byte in the memory. */
  final int offset;

  Variable(DataMemory memory, Supplier<String> name, int offset) {
    this.memory = memory;
    this.name = name;
    this.offset = offset;
  }

  /** {@return the name in C, with subscripts and members: {@code stats[3].packets}} */
  public final String name() {
    return name.get();
  }

  final DataMemory memory() {
    return memory;
  }

  /** What it has grown to before load; null for all but an array that has. */
  final @Nullable GrownArray grownTo() {
    GrownArray grown = memory.grown();
    return grown != null && grown.offset() == offset && grown.variable().equals(name())
        ? grown
        : null;
  }

  /** Begins a read of the memory's bytes, which must {@link #end}. */
  final ByteBuffer read() {
    return memory.enter();
  }

  /**
   * Begins a write, which must {@link #end}. Throws {@link IllegalStateException} where nothing can
   * be set, as in rodata after load.
   */
  final ByteBuffer write() {
    return memory.enterToWrite(name);
  }

  /** As {@link #read}, for an access that orders others, or is atomic, of so many bytes. */
  final ByteBuffer readAligned(int size) {
    requireAligned(size);
    return read();
  }

  /** As {@link #write}, for an access that orders others, or is atomic, of so many bytes. */
  final ByteBuffer writeAligned(int size) {
    requireAligned(size);
    return write();
  }

  /** Memory begins at a multiple of 8, so that the place in it tells whether a processor can. */
  private void requireAligned(int size) {
    if ((offset & (size - 1)) != 0) {
      throw new IllegalStateException(
          ("%s begins at byte %d of %s, and accesses that are volatile, acquire, release or atomic"
                  + " need a multiple of %d: get and set work; or have it aligned in C, where it is"
                  + " in a packed struct")
              .formatted(Printable.of(name()), offset, Printable.of(memory.section()), size));
    }
  }

  /** Whether a close of the object waits for the {@link #end} of this access. */
  final boolean isGuarded(ByteBuffer bytes) {
    return memory.isGuarded(bytes);
  }

  /** The memory's bytes, for a view that may outlive the object. */
  final ByteBuffer lasting() {
    return memory.lasting();
  }

  /** Until here the bytes stay where they are, whatever other threads close. */
  final void end(ByteBuffer bytes) {
    memory.leave(bytes);
  }

  /** The value as text. */
  abstract String text();

  /** Name and value. */
  @Override
  public final String toString() {
    String text;
    try {
      text = "=" + text();
    } catch (IllegalStateException e) {
      text = ": " + e.getMessage();
    }
    return Printable.of(name() + text);
  }
}
