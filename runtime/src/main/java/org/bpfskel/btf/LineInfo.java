package org.bpfskel.btf;

/**
 * Which line of C an instruction was compiled from, and those behind it up to the next such
 * information: the kernel's {@code struct bpf_line_info}. Immutable.
 */
public final class LineInfo {
  private static final int LINE_SHIFT = 10;
  private static final int COLUMN_MASK = (1 << LINE_SHIFT) - 1;

  private final BtfStrings strings;
  private final int offset;
  private final int file;
  private final int text;
  private final int place;

  LineInfo(BtfStrings strings, int offset, int file, int text, int place) {
    this.strings = strings;
    this.offset = offset;
    this.file = file;
    this.text = text;
    this.place = place;
  }

  /** {@return where the instruction begins in its section, in bytes} */
  public int offset() {
    return offset;
  }

  /**
   * {@return the source file, as the compiler was given it: with directories, or relative to
   * somewhere}
   */
  public String file() {
    return strings.at(file);
  }

  /**
   * {@return the line's text, with its indentation; empty if the compiler did not find the file}
   */
  public String text() {
    return strings.at(text);
  }

  /** {@return the line's number, from 1; 0 if there is none} */
  public int line() {
    return place >>> LINE_SHIFT;
  }

  /** {@return the column, from 1; 0 if it is not known} */
  public int column() {
    return place & COLUMN_MASK;
  }

  /** {@code tcp_cc.bpf.c:106}, with the directories that {@link #file} has. */
  @Override
  public String toString() {
    return Printable.of(file()) + ":" + line();
  }
}
