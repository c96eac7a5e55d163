package org.bpfskel.internal.value;

import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bpfskel.btf.Printable;
import org.jspecify.annotations.Nullable;

/**
 * The memory of a data section, in native byte order: before load a copy of its initial value,
 * afterwards the memory that the kernel's programs use. It stays valid for as long as anything
 * refers to it, closed objects included.
 *
 * <p>An access lies between {@link #enter} and {@link #leave}. A compiled loop of them may read the
 * fields of this class once, and go on with what it has found: so all that they ever named stays
 * until this object is unreachable. Only guarded memory does not: it is taken away once accesses
 * are refused, and those under way have ended.
 */
public abstract class DataMemory {
  /** Null where there is no such memory. */
  private @Nullable ByteBuffer readable;

  private @Nullable ByteBuffer writable;

  /** What accesses under way may still use. */
  private final List<ByteBuffer> former = new ArrayList<>();

  /** Whether some of the memory may be guarded. */
  private final boolean guards;

  /** Never null again, so that who has entered it knows that at the end. */
  private @Nullable ByteBuffer guarded;

  /** Null as long as all variables are as in the file. */
  private volatile @Nullable GrownArray grown;

  /** What messages call it. */
  private String section = "its section";

  /** Starts with a copy of these bytes, which can be written to. */
  protected DataMemory(byte[] content) {
    this(copy(content), false);
  }

  /**
   * Starts with this memory, which can be written to.
   *
   * @param content a direct buffer
   * @param guards whether {@link #replaceByGuarded} will be called
   */
  protected DataMemory(ByteBuffer content, boolean guards) {
    this.readable = content.order(ByteOrder.nativeOrder());
    this.writable = content;
    this.guards = guards;
  }

  /** Only in direct memory are atomic accesses possible. */
  private static ByteBuffer copy(byte[] content) {
    return ByteBuffer.allocateDirect(content.length).put(0, content).order(ByteOrder.nativeOrder());
  }

  /** A copy of the bytes as they are. */
  protected final byte[] content() {
    try {
      ByteBuffer now = readable();
      byte[] bytes = new byte[now.capacity()];
      now.get(0, bytes);
      return bytes;
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Goes over to other memory; null for what cannot be written to. */
  protected final void replace(ByteBuffer content, @Nullable ByteBuffer writableContent) {
    content.order(ByteOrder.nativeOrder());
    if (writableContent != null) {
      writableContent.order(ByteOrder.nativeOrder());
    }
    keep();
    // Readers take no lock: whoever sees the buffer must see all of it.
    VarHandle.releaseFence();
    readable = content;
    writable = writableContent;
  }

  private void keep() {
    ByteBuffer now = readable;
    if (now != null && !isGuarded(now)) {
      former.add(now);
    }
  }

  /** Has no memory any more: what is read or written then, nobody would have written or read. */
  protected final void replaceByNone() {
    keep();
    readable = null;
    writable = null;
  }

  /**
   * Goes over to memory that can be written to, and which {@link #admit} lets accesses pass to from
   * then on. Who takes it away has {@code admit} refuse, waits until those admitted are {@link
   * #dismiss dismissed}, and goes over to other memory. Each is one step under the lock of this.
   */
  protected final void replaceByGuarded(ByteBuffer content) {
    guarded = content;
    replace(content, content);
  }

  /** Whether an access to guarded memory may begin; ordered before it, as by a volatile read. */
  protected boolean admit() {
    return false;
  }

  /** Ends an access that was admitted. */
  protected void dismiss() {}

  /** The bytes for a view, which stay for as long as the view does, closed or not. */
  public ByteBuffer lasting() {
    return readable();
  }

  /** The array that has grown; null if none has. */
  public final @Nullable GrownArray grown() {
    return grown;
  }

  /** Goes over to larger memory, for the sake of an array. */
  protected final void replaceByLarger(ByteBuffer content, GrownArray array) {
    replace(content, content);
    grown = array;
  }

  /** Why a variable cannot be set now, or neither be read if there is no memory. */
  protected abstract String refusal();

  /** The bytes as they are; guarded ones only under the lock of this object. */
  protected final ByteBuffer readable() {
    ByteBuffer bytes = readable;
    if (bytes == null) {
      throw new IllegalStateException("there are no such variables: " + refusal());
    }
    return bytes;
  }

  /** Its variables are those of that section: what opens an object need not read its types. */
  public final void holds(String sectionName) {
    section = sectionName;
  }

  /** What messages call it. */
  public final String section() {
    return section;
  }

  /** Begins an access: the bytes as they are. */
  public final ByteBuffer enter() {
    return guards ? enterGuarded() : readable();
  }

  /**
   * Begins an access: the bytes, to be changed.
   *
   * @param variable its name, for the message
   * @throws IllegalStateException if they cannot be
   */
  public final ByteBuffer enterToWrite(Supplier<String> variable) {
    ByteBuffer bytes = writable;
    if (bytes == null) {
      throw new IllegalStateException(
          Printable.of(variable.get()) + " cannot be set: " + refusal());
    }
    return guards ? enterGuarded() : bytes;
  }

  private ByteBuffer enterGuarded() {
    while (!admit()) {
      synchronized (this) {
        ByteBuffer now = readable();
        if (!isGuarded(now)) {
          return now;
        }
      }
      // It became guarded just now.
    }
    return readable();
  }

  /** Ends an access to what the beginning gave. */
  public final void leave(ByteBuffer entered) {
    try {
      if (isGuarded(entered)) {
        dismiss();
      }
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Whether a close waits for the end of this access: then no code of others may run in it. */
  @SuppressWarnings("ReferenceEquality") // buffers are equal by their content
  public final boolean isGuarded(ByteBuffer entered) {
    return guards && entered == guarded;
  }
}
