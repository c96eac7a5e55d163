package org.bpfskel.internal.libbpf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.bpfskel.btf.Printable;

/**
 * A log that the kernel wrote into native memory, as Java text: its lines with their ends, all else
 * printable. The verifier's can be longer than the Java heap has room for; its end, where the
 * verdict stands, is kept then, below a line that says so.
 */
public final class KernelLog {
  /** Bytes of the end that any heap has room for. */
  private static final int END = 1 << 16;

  private KernelLog() {}

  /** The log in a buffer, up to its NUL if it has one. */
  public static String of(ByteBuffer log) {
    int length = 0;
    while (length < log.limit() && log.get(length) != 0) {
      length++;
    }
    return of(log, 0, length);
  }

  /** The log between two places of a buffer. */
  static String of(ByteBuffer log, int start, int end) {
    try {
      return printable(log, start, end);
    } catch (OutOfMemoryError e) {
      int kept = Math.min(END, end - start);
      return left(end - start - kept) + printable(log, end - kept, end);
    }
  }

  private static String left(int bytes) {
    return """
        (the Java heap of %,d bytes has no room for the first %,d bytes of this log: \
        a larger one, -Xmx, has)
        """
        .formatted(Runtime.getRuntime().maxMemory(), bytes);
  }

  /** The kernel indents by tabs. */
  private static String printable(ByteBuffer log, int start, int end) {
    return Printable.lines(decoded(log, start, end).replace("\t", "    "));
  }

  /** Bytes of UTF-8 as they are; what is none becomes the replacement character. */
  static String decoded(ByteBuffer text, int start, int end) {
    byte[] bytes = new byte[end - start];
    text.get(start, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
