package org.bpfskel.internal.libbpf;

import java.util.Set;
import org.bpfskel.internal.foreign.NativeBuffer;
import org.bpfskel.internal.foreign.NativeMemory;
import org.bpfskel.internal.os.LibC;

/** A C format with its {@code va_list}, made text by the C library, and a message of that. */
public final class FormattedMessage {
  private static final int USUAL_SIZE = 1024;

  /** Bytes of a {@code va_list}, which the first formatting uses up; behind it is the stack. */
  private static final int VA_LIST_SIZE =
      Set.of("amd64", "x86_64").contains(System.getProperty("os.arch", "")) ? 24 : 32;

  private FormattedMessage() {}

  static PrintedMessage of(long format, long arguments) {
    byte[] unused = NativeMemory.read(new NativeMemory.Block(arguments, VA_LIST_SIZE));
    try (NativeBuffer usual = NativeBuffer.forText(USUAL_SIZE)) {
      int length = format(usual, USUAL_SIZE, format, arguments);
      if (length < USUAL_SIZE) {
        return message(format, usual, length);
      }
      NativeMemory.write(arguments, unused, 0, unused.length);
      try (NativeBuffer large = NativeBuffer.forText(length + 1L)) {
        format(large, length + 1L, format, arguments);
        return message(format, large, length);
      }
    }
  }

  private static PrintedMessage message(long format, NativeBuffer text, int length) {
    return PrintedMessage.of(
        NativeMemory.string(format), text.bytes().slice(0, Math.max(0, length)));
  }

  private static int format(NativeBuffer into, long size, long format, long arguments) {
    return LibC.vsnprintf(NativeBuffer.address(into), size, format, arguments);
  }
}
