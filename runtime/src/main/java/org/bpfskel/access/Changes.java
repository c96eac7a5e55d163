package org.bpfskel.access;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The bytes of a struct before and after its fields are written, and which changes are taken. */
public interface Changes {
  /** What fields are compared with, in native byte order. */
  ByteBuffer before();

  /** What is written to, in native byte order. */
  ByteBuffer after();

  /** Whether these bits may change, from an old to a new value that {@code values} tells. */
  boolean claims(long firstBit, long bits, Supplier<String> path, Supplier<String> values);

  /** Whether a pointer to data may change. */
  boolean takesPointers();

  /** Takes no value for a member. */
  void refuse(Supplier<String> path, String reason);

  /** The function pointers for which programs stand; null if there are none. */
  default @Nullable Callbacks callbacks() {
    return null;
  }

  /** Function pointers, by their offsets in bytes. */
  interface Callbacks {
    /** The program to compare with; null if the pointer is not set. */
    @Nullable Object program(int offset);

    /** Why a program cannot be called here; null if it can. */
    @Nullable String problem(Object program);

    /** Takes another program, or none. */
    void point(int offset, @Nullable Object program);
  }
}
