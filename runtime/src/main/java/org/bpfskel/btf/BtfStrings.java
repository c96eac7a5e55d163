package org.bpfskel.btf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The string section, behind that of the base for split BTF. Strings are decoded when asked for.
 */
final class BtfStrings {
  private final ByteBuffer bytes;
  private final @Nullable BtfStrings base;

  /** String offsets of this section, in the numbering that starts with the base's section. */
  private final long first;

  private final long end;

  private BtfStrings(ByteBuffer bytes, @Nullable BtfStrings base) {
    this.bytes = bytes;
    this.base = base;
    this.first = base == null ? 0 : base.end;
    this.end = first + bytes.limit();
  }

  /** Copies the section, unless it costs no heap where it is. */
  static BtfStrings read(ByteBuffer data, BtfHeader header, @Nullable BtfStrings base)
      throws BtfException {
    int start = header.strings();
    int length = header.stringsLength();
    ByteBuffer bytes = data.isDirect() ? data.slice(start, length) : copy(data, start, length);
    if (length == 0 && base == null) {
      throw BtfException.string(start, "empty, but holds at least the empty string");
    }
    if (length > 0 && bytes.get(length - 1) != 0) {
      throw BtfException.string(start + length - 1L, "last string does not end with NUL");
    }
    if (base == null && bytes.get(0) != 0) {
      throw BtfException.string(start, "first string is not the empty one");
    }
    return new BtfStrings(bytes, base);
  }

  private static ByteBuffer copy(ByteBuffer data, int start, int length) {
    byte[] bytes = new byte[length];
    data.get(start, bytes);
    return ByteBuffer.wrap(bytes);
  }

  /** Bytes of all strings, those of the base included. */
  long length() {
    return end;
  }

  String at(int offset) {
    BtfStrings owner = owner(offset);
    int at = owner.position(offset);
    byte[] utf8 = new byte[owner.lengthFrom(at)];
    owner.bytes.get(at, utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /** Bytes of the string, its NUL not counted. */
  int lengthAt(int offset) {
    BtfStrings owner = owner(offset);
    return owner.lengthFrom(owner.position(offset));
  }

  /** The first two bytes of the string, of which the second is 0 where it has one or none. */
  int startAt(int offset) {
    BtfStrings owner = owner(offset);
    int at = owner.position(offset);
    int first = owner.bytes.get(at) & 0xff;
    return first == 0 ? 0 : first << Byte.SIZE | (owner.bytes.get(at + 1) & 0xff);
  }

  boolean matches(int offset, byte[] utf8) {
    return byteBehind(offset, utf8) == 0;
  }

  /** The byte behind that beginning of a string; -1 if it begins otherwise. */
  int byteBehind(int offset, byte[] beginning) {
    BtfStrings owner = owner(offset);
    int at = owner.position(offset);
    if (beginning.length >= owner.bytes.limit() - at) {
      return -1;
    }
    for (int i = 0; i < beginning.length; i++) {
      if (owner.bytes.get(at + i) != beginning[i]) {
        return -1;
      }
    }
    return owner.bytes.get(at + beginning.length) & 0xff;
  }

  private BtfStrings owner(int offset) {
    BtfStrings owner = this;
    while (owner.base != null && Integer.toUnsignedLong(offset) < owner.first) {
      owner = owner.base;
    }
    return owner;
  }

  private int position(int offset) {
    return (int) (Integer.toUnsignedLong(offset) - first);
  }

  private int lengthFrom(int at) {
    int nul = at;
    while (bytes.get(nul) != 0) {
      nul++;
    }
    return nul - at;
  }
}
