package org.bpfskel.internal.elf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the section header table; every section's content then lies inside the file. */
final class SectionReader {
  private static final int HEADER_SIZE = 64;
  private static final int SHN_XINDEX = 0xffff;

  private final ElfBytes bytes;
  private final ByteBuffer file;

  SectionReader(ElfBytes bytes) {
    this.bytes = bytes;
    this.file = bytes.file();
  }

  List<Section> read() throws ElfException {
    long start = file.getLong(40);
    if (start == 0) {
      return List.of();
    }
    if (start < HEADER_SIZE || start > file.limit() - HEADER_SIZE) {
      throw bytes.damaged(
          "the section headers start at byte %s".formatted(Long.toUnsignedString(start)));
    }
    // What does not fit into the file header's 16 bits stands in section 0.
    int first = (int) start;
    int shortCount = Short.toUnsignedInt(file.getShort(60));
    long count = shortCount == 0 ? file.getLong(first + 32) : shortCount;
    if (count < 1 || count > (file.limit() - start) / HEADER_SIZE) {
      throw bytes.damaged(
          "the header tells of %s sections".formatted(Long.toUnsignedString(count)));
    }
    int shortNames = Short.toUnsignedInt(file.getShort(62));
    int names = shortNames == SHN_XINDEX ? file.getInt(first + 40) : shortNames;
    if (names < 0 || names >= count) {
      throw bytes.damaged("section %d of %d should hold the section names".formatted(names, count));
    }
    Section nameTable = section(first + names * HEADER_SIZE, names, null);
    List<Section> sections = new ArrayList<>((int) count);
    for (int i = 0; i < count; i++) {
      sections.add(section(first + i * HEADER_SIZE, i, nameTable));
    }
    return List.copyOf(sections);
  }

  private Section section(int at, int index, @Nullable Section nameTable) throws ElfException {
    int type = file.getInt(at + 4);
    long offset = file.getLong(at + 24);
    long size = index == 0 ? 0 : file.getLong(at + 32);
    String name = index == 0 || nameTable == null ? "" : bytes.name(nameTable, file.getInt(at));
    boolean hasContent = size != 0 && type != Section.NOBITS;
    boolean inside = offset >= 0 && size >= 0 && offset <= file.limit() - size;
    if (size < 0 || (hasContent && !inside)) {
      throw bytes.damaged(
          "section %d '%s' should be %s bytes at byte %s"
              .formatted(index, name, Long.toUnsignedString(size), Long.toUnsignedString(offset)));
    }
    return new Section(
        index,
        name,
        type,
        file.getLong(at + 8),
        offset,
        size,
        file.getInt(at + 40),
        file.getInt(at + 44),
        file.getLong(at + 56));
  }
}
