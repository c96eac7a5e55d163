package org.bpfskel.internal.libbpf;

import org.bpfskel.btf.Printable;

/**
 * What libbpf prints in one call, made printable. Its line breaks are those of the format, and
 * those of a log that the format quotes; a name's are none.
 */
public final class PrintedText {
  private PrintedText() {}

  /** Without the last line end. Line feeds in it are ends of lines, all else is printable. */
  static String of(String format, String text) {
    String printed = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    int firstLine = format.indexOf('\n');
    if (firstLine < 0 || firstLine == format.length() - 1) {
      return Printable.of(printed);
    }
    // The last place it can be: what stands before may have come from a name.
    String end = format.substring(behindConversions(format, firstLine), firstLine + 1);
    int quotation = printed.lastIndexOf(end) + end.length();
    return quotation < end.length()
        ? Printable.of(printed)
        : Printable.of(printed.substring(0, quotation - 1))
            + "\n"
            // The kernel indents by tabs.
            + Printable.lines(printed.substring(quotation).replace("\t", "    "));
  }

  /** Where the text begins that the first line ends with, whatever the arguments. */
  private static int behindConversions(String format, int firstLine) {
    int at = format.lastIndexOf('%', firstLine) + 1;
    while (at > 0 && at < firstLine && !Character.isLetter(format.charAt(at))) {
      at++; // flags and width
    }
    return at == 0 ? 0 : Math.min(at + 1, firstLine);
  }
}
