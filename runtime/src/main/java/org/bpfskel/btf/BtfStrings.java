package org.bpfskel.btf;

import org.jspecify.annotations.Nullable;

/**
 * The string section, behind that of the base for split BTF. Strings are decoded when asked for.
 */
final class BtfStrings {
  private final BtfWire wire;
  private final int start;
  private final @Nullable BtfStrings base;

  /** String offsets of this section, in the numbering that starts with the base's section. */
  private final long first;

  private final long end;

  private BtfStrings(BtfWire wire, int start, int length, @Nullable BtfStrings base) {
    this.wire = wire;
    this.start = start;
    this.base = base;
    this.first = base == null ? 0 : base.end;
    this.end = first + length;
  }

  static BtfStrings parse(BtfHeader header, @Nullable BtfStrings base) throws BtfException {
    BtfWire wire = header.wire();
    int start = header.strings();
    int length = header.stringsLength();
    if (length == 0 && base == null) {
      throw BtfException.string(start, "empty, but holds at least the empty string");
    }
    if (length > 0 && wire.u8(start + length - 1) != 0) {
      throw BtfException.string(start + length - 1L, "last string does not end with NUL");
    }
    if (base == null && wire.u8(start) != 0) {
      throw BtfException.string(start, "first string is not the empty one");
    }
    return new BtfStrings(wire, start, length, base);
  }

  /** Bytes of all strings, those of the base included. */
  long length() {
    return end;
  }

  boolean has(int offset) {
    return Integer.toUnsignedLong(offset) < end;
  }

  String at(int offset) {
    BtfStrings owner = owner(offset);
    int at = owner.position(offset);
    return owner.wire.utf8(at, owner.lengthFrom(at));
  }

  /** Bytes of the string, its NUL not counted. */
  int lengthAt(int offset) {
    BtfStrings owner = owner(offset);
    return owner.lengthFrom(owner.position(offset));
  }

  boolean matches(int offset, byte[] utf8) {
    BtfStrings owner = owner(offset);
    int at = owner.position(offset);
    if (utf8.length >= owner.start + (owner.end - owner.first) - at) {
      return false;
    }
    for (int i = 0; i < utf8.length; i++) {
      if (owner.wire.u8(at + i) != (utf8[i] & 0xff)) {
        return false;
      }
    }
    return owner.wire.u8(at + utf8.length) == 0;
  }

  private BtfStrings owner(int offset) {
    BtfStrings owner = this;
    while (owner.base != null && Integer.toUnsignedLong(offset) < owner.first) {
      owner = owner.base;
    }
    return owner;
  }

  private int position(int offset) {
    return (int) (start + Integer.toUnsignedLong(offset) - first);
  }

  private int lengthFrom(int at) {
    int nul = at;
    while (wire.u8(nul) != 0) {
      nul++;
    }
    return nul - at;
  }
}
