package org.bpfskel.internal;

import com.sun.jna.Memory;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

/** A C format with its {@code va_list}, made text by the C library. */
final class FormattedMessage {
  private static final int USUAL_SIZE = 1024;

  /** Bytes of a {@code va_list}, which the first formatting uses up; behind it is the stack. */
  private static final int VA_LIST_SIZE = Platform.isIntel() ? 24 : 32;

  private FormattedMessage() {}

  static String of(long format, long arguments) {
    Pointer list = new Pointer(arguments);
    byte[] unused = list.getByteArray(0, VA_LIST_SIZE);
    try (Memory usual = new Memory(USUAL_SIZE)) {
      int length = format(usual, format, arguments);
      if (length < USUAL_SIZE) {
        return usual.getString(0, "UTF-8");
      }
      list.write(0, unused, 0, unused.length);
      try (Memory large = new Memory(length + 1L)) {
        format(large, format, arguments);
        return large.getString(0, "UTF-8");
      }
    }
  }

  private static int format(Memory into, long format, long arguments) {
    return LibC.vsnprintf(Pointer.nativeValue(into), into.size(), format, arguments);
  }
}
