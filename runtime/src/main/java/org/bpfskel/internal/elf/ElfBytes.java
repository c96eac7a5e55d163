package org.bpfskel.internal.elf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The bytes of a file in its byte order, and what is read from them in more than one place. */
final class ElfBytes {
  private final ByteBuffer file;

  /** Bytes of names still to be decoded: many entries may name one long string. */
  private long nameBudget;

  /** Takes bytes whose header has been checked. */
  ElfBytes(ByteBuffer file) {
    this.file = file;
    this.nameBudget = 4L * file.limit();
  }

  ByteBuffer file() {
    return file;
  }

  /** The content of a section, a view. */
  ByteBuffer data(Section section) {
    int size = section.type() == Section.NOBITS ? 0 : (int) section.size();
    int offset = size == 0 ? 0 : (int) section.offset();
    return file.slice(offset, size).order(file.order());
  }

  /** The content of a section that consists of entries of that size. */
  ByteBuffer table(Section section, int entrySize) throws ElfException {
    if (section.entrySize() != entrySize || section.size() % entrySize != 0) {
      throw damaged(
          "section %d '%s' should have entries of %d bytes, has %d bytes in entries of %d"
              .formatted(
                  section.index(), section.name(), entrySize, section.size(), section.entrySize()));
    }
    return data(section);
  }

  /** The string at that place of a string table. */
  String name(Section names, int start) throws ElfException {
    ByteBuffer data = data(names);
    int end = start;
    while (end >= 0 && end < data.limit() && data.get(end) != 0) {
      end++;
    }
    if (start < 0 || end >= data.limit()) {
      throw damaged(
          "a name should start at byte %d of section %d"
              .formatted(Integer.toUnsignedLong(start), names.index()));
    }
    nameBudget -= end - start;
    if (nameBudget < 0) {
      throw damaged("its names overlap and add up to more than four times its size");
    }
    byte[] bytes = new byte[end - start];
    data.get(start, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  ElfException damaged(String what) {
    return ElfHeader.damaged(file.limit(), what);
  }
}
