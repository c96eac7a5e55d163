package org.bpfskel.processor.dwarf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.elf.Relocation;
import org.bpfskel.internal.elf.Section;
import org.jspecify.annotations.Nullable;

/**
 * The sections of an object that have its types, as they are once linked: relocated, and unpacked
 * where {@code -gz} has packed them.
 *
 * @param info {@code .debug_info}
 * @param abbreviations {@code .debug_abbrev}
 * @param strings {@code .debug_str}
 * @param stringPlaces {@code .debug_str_offsets}
 */
record DebugSections(
    ByteBuffer info, ByteBuffer abbreviations, ByteBuffer strings, ByteBuffer stringPlaces) {
  private static final long COMPRESSED = 0x800;
  private static final int ZLIB = 1;

  /** {@code Elf64_Chdr}. */
  private static final int PACKED_HEADER = 24;

  /** What deflate makes of a byte at most, and what nobody's debug information of BPF has. */
  private static final int MOST_PER_BYTE = 1032;

  private static final int MOST_BYTES = 256 << 20;

  /** {@code R_BPF_64_ABS64}, {@code R_BPF_64_ABS32} and {@code R_BPF_64_NODYLD32}. */
  private static final int ABS64 = 2;

  private static final int ABS32 = 3;
  private static final int NODYLD32 = 4;

  /** Null if the object has no debug information. */
  static @Nullable DebugSections of(ElfFile elf) throws DwarfException {
    Section info = elf.section(".debug_info");
    return info == null
        ? null
        : new DebugSections(
            content(elf, info),
            named(elf, ".debug_abbrev"),
            named(elf, ".debug_str"),
            named(elf, ".debug_str_offsets"));
  }

  /** Bytes in all. */
  long size() {
    return (long) info.limit() + abbreviations.limit() + strings.limit() + stringPlaces.limit();
  }

  boolean isLittleEndian() {
    return info.order() == ByteOrder.LITTLE_ENDIAN;
  }

  /** The text that begins there, up to its NUL. */
  String text(ByteBuffer section, long start, WorkBudget budget) throws DwarfException {
    DwarfBytes bytes = DwarfBytes.at(section, start);
    bytes.skipText();
    byte[] text = new byte[bytes.position() - (int) start - 1];
    budget.spend(text.length);
    section.get((int) start, text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private static ByteBuffer named(ElfFile elf, String name) throws DwarfException {
    Section section = elf.section(name);
    return section == null ? ByteBuffer.allocate(0) : content(elf, section);
  }

  private static ByteBuffer content(ElfFile elf, Section section) throws DwarfException {
    ByteBuffer data = elf.data(section);
    byte[] bytes =
        (section.flags() & COMPRESSED) == 0 ? copy(data) : unpacked(section.name(), data);
    ByteBuffer content = ByteBuffer.wrap(bytes).order(elf.byteOrder());
    for (Section relocations : elf.sections()) {
      if (relocations.type() == Section.REL && relocations.info() == section.index()) {
        relocate(elf, relocations, content);
      }
    }
    return content;
  }

  private static byte[] copy(ByteBuffer data) {
    byte[] bytes = new byte[data.limit()];
    data.get(0, bytes);
    return bytes;
  }

  private static byte[] unpacked(String name, ByteBuffer data) throws DwarfException {
    DwarfBytes header = DwarfBytes.at(data, 0);
    long type = header.unsigned(4);
    header.skip(4);
    long size = header.unsigned(8);
    if (type != ZLIB) {
      throw new DwarfException(
          "%s is packed by method %d, not by zlib: compile without -gz, or with -gz=zlib"
              .formatted(name, type));
    }
    if (size < 0
        || size > MOST_BYTES
        || data.limit() < PACKED_HEADER
        || size > (long) MOST_PER_BYTE * data.limit()) {
      throw DwarfException.damaged(
          "%s of %d bytes should have %s when it is unpacked"
              .formatted(name, data.limit(), Long.toUnsignedString(size)));
    }
    byte[] bytes = new byte[(int) size];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(data.slice(PACKED_HEADER, data.limit() - PACKED_HEADER));
      int count = inflater.inflate(bytes);
      if (count != bytes.length) {
        throw DwarfException.damaged(
            "%s has %d bytes when it is unpacked, and should have %d"
                .formatted(name, count, bytes.length));
      }
      return bytes;
    } catch (DataFormatException e) {
      throw DwarfException.damaged("%s cannot be unpacked: %s".formatted(name, e.getMessage()));
    } finally {
      inflater.end();
    }
  }

  private static void relocate(ElfFile elf, Section section, ByteBuffer content)
      throws DwarfException {
    try {
      for (Relocation relocation : elf.relocations(section)) {
        int size =
            switch (relocation.type()) {
              case ABS64 -> Long.BYTES;
              case ABS32, NODYLD32 -> Integer.BYTES;
              default -> 0;
            };
        long place = relocation.offset();
        if (place < 0 || place > content.limit() - size) {
          throw DwarfException.damaged(
              "%s changes byte %s of %d"
                  .formatted(section.name(), Long.toUnsignedString(place), content.limit()));
        }
        long value = elf.symbols().get(relocation.symbol()).value();
        int at = (int) place;
        if (size == Long.BYTES) {
          content.putLong(at, content.getLong(at) + value);
        } else if (size == Integer.BYTES) {
          content.putInt(at, content.getInt(at) + (int) value);
        }
      }
    } catch (ElfException e) {
      throw DwarfException.damaged(String.valueOf(e.getMessage()));
    }
  }
}
