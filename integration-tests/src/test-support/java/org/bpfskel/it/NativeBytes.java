package org.bpfskel.it;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keys and values of maps as C lays them out on this machine. */
final class NativeBytes {
  private NativeBytes() {}

  static byte[] of(int value) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder()).putInt(value).array();
  }

  /** To read the value that a lookup found. */
  static ByteBuffer in(byte @Nullable [] value) {
    return ByteBuffer.wrap(Objects.requireNonNull(value, "no such key"))
        .order(ByteOrder.nativeOrder());
  }
}
