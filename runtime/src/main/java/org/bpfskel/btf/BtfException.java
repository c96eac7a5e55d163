package org.bpfskel.btf;

/**
 * Thrown for BTF that is malformed, or that asks for more than it may: the one thing this package
 * throws for what it reads. The message names the section, the offset, and what was found.
 */
public class BtfException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Of the damage, in bytes; -1 if no single place is to blame. */
  private final long offset;

  BtfException(String place, long offset, String found) {
    super(place + (offset < 0 ? "" : ", offset " + offset) + ": " + Printable.of(found));
    this.offset = offset;
  }

  static BtfException header(long offset, String found) {
    return new BtfException(".BTF header", offset, found);
  }

  static BtfException type(long offset, String found) {
    return new BtfException(".BTF type section", offset, found);
  }

  static BtfException string(long offset, String found) {
    return new BtfException(".BTF string section", offset, found);
  }

  static BtfException ext(long offset, String found) {
    return new BtfException(".BTF.ext", offset, found);
  }

  /** For what no single place in the data is to blame for, such as an id that does not exist. */
  static BtfException nowhere(String found) {
    return new BtfException(".BTF", -1, found);
  }

  /** {@return byte offset from the start of the BTF data; -1 when no single place is to blame} */
  public long offset() {
    return offset;
  }
}
