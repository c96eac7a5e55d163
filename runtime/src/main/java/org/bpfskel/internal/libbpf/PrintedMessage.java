package org.bpfskel.internal.libbpf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bpfskel.btf.Printable;

/**
 * One message that libbpf printed. Of most there is only a line; a message that quotes a log of the
 * kernel's has it below that line, and an end mark behind it.
 *
 * @param line one printable line, whatever the names in it
 * @param quotation the log with its line ends, all else in it printable; empty if none is quoted
 * @param end what libbpf writes behind the log, without a line end
 */
public record PrintedMessage(String line, String quotation, String end) {
  /** How every line of libbpf's own begins. */
  private static final String OWN = "libbpf: ";

  /** A message that quotes nothing. */
  public PrintedMessage(String line) {
    this(line, "", "");
  }

  /** Out of the UTF-8 text that a C format has become: all the bytes of a buffer. */
  static PrintedMessage of(String format, ByteBuffer text) {
    int last = text.limit() - 1;
    int size = last >= 0 && text.get(last) == '\n' ? last : last + 1;
    int firstLine = format.indexOf('\n');
    if (firstLine < 0 || firstLine == format.length() - 1) {
      return new PrintedMessage(line(text, size));
    }
    // The last place it can be: what stands before may have come from a name.
    byte[] mark = bytes(format.substring(behindConversion(format, firstLine), firstLine + 1));
    int quotation = behindLast(mark, text, size);
    if (quotation < 0) {
      return new PrintedMessage(line(text, size));
    }
    String end = format.substring(behindConversion(format, format.length())).strip();
    int length = size - quotation - bytes(end).length;
    return length < 0 || !end.equals(KernelLog.decoded(text, quotation + length, size))
        ? new PrintedMessage(line(text, quotation - 1), KernelLog.of(text, quotation, size), "")
        : new PrintedMessage(
            line(text, quotation - 1), KernelLog.of(text, quotation, quotation + length), end);
  }

  /** Where the text begins that stands behind the last conversion before a place of the format. */
  private static int behindConversion(String format, int limit) {
    int at = format.lastIndexOf('%', limit - 1) + 1;
    while (at > 0 && at < limit && !Character.isLetter(format.charAt(at))) {
      at++; // flags and width
    }
    return at == 0 ? 0 : Math.min(at + 1, limit);
  }

  private static int behindLast(byte[] mark, ByteBuffer text, int size) {
    ByteBuffer searched = ByteBuffer.wrap(mark);
    byte last = mark[mark.length - 1];
    for (int end = size; end >= mark.length; end--) {
      if (text.get(end - 1) == last
          && text.slice(end - mark.length, mark.length).equals(searched)) {
        return end;
      }
    }
    return -1;
  }

  private static String line(ByteBuffer text, int size) {
    return Printable.of(KernelLog.decoded(text, 0, size));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The lines of messages. A log that a message quotes may have lines that look like libbpf's own,
   * for names have line breaks: they are indented.
   */
  public static List<String> lines(List<PrintedMessage> messages) {
    List<String> lines = new ArrayList<>(messages.size());
    for (PrintedMessage message : messages) {
      lines.add(message.line);
      if (!message.quotation.isEmpty() || !message.end.isEmpty()) {
        (message.quotation + message.end)
            .lines()
            .forEach(line -> lines.add(line.startsWith(OWN) ? "  " + line : line));
      }
    }
    return lines;
  }
}
