package org.bpfskel.fuzz;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Writes relocatable ELF64 files for BPF and checks nothing. Little-endian. */
public final class RawElf {
  private static final int PROGBITS = 1;
  private static final int SYMTAB = 2;
  private static final int STRTAB = 3;
  private static final int HEADER = 64;
  private static final int SYMBOL = 24;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Section(String name, int type, int link, int entrySize, byte[] content) {}

  private final List<Section> sections = new ArrayList<>();
  private final ByteArrayOutputStream symbols = new ByteArrayOutputStream();
  private final ByteArrayOutputStream names = new ByteArrayOutputStream();

  /** With the null section and the null symbol. */
  public RawElf() {
    names.write(0);
    sections.add(new Section("", 0, 0, 0, new byte[0]));
    symbols.writeBytes(new byte[SYMBOL]);
  }

  /** A section of data; gives its index. */
  public int section(String name, byte[] content) {
    sections.add(new Section(name, PROGBITS, 0, 0, content));
    return sections.size() - 1;
  }

  /** A global variable. */
  public RawElf variable(String name, int section, long value, long size) {
    ByteBuffer symbol = ByteBuffer.allocate(SYMBOL).order(LITTLE_ENDIAN);
    symbol.putInt(name(name)).put((byte) 0x11).put((byte) 0).putShort((short) section);
    symbols.writeBytes(symbol.putLong(value).putLong(size).array());
    return this;
  }

  private int name(String name) {
    int offset = names.size();
    names.writeBytes(name.getBytes(UTF_8));
    names.write(0);
    return offset;
  }

  /** The file; symbols and names are its last sections, the section headers its end. */
  public byte[] bytes() {
    List<Section> all = new ArrayList<>(sections);
    int strings = all.size() + 1;
    all.add(new Section(".symtab", SYMTAB, strings, SYMBOL, symbols.toByteArray()));
    List<Integer> sectionNames = all.stream().map(section -> name(section.name)).toList();
    all.add(new Section("", STRTAB, 0, 0, names.toByteArray()));

    ByteArrayOutputStream contents = new ByteArrayOutputStream();
    ByteBuffer headers = ByteBuffer.allocate(HEADER * all.size()).order(LITTLE_ENDIAN);
    for (int i = 0; i < all.size(); i++) {
      Section section = all.get(i);
      headers.putInt(i < sectionNames.size() ? sectionNames.get(i) : 0).putInt(section.type);
      headers.putLong(0).putLong(0).putLong(HEADER + (long) contents.size());
      headers.putLong(section.content.length).putInt(section.link).putInt(0);
      headers.putLong(8).putLong(section.entrySize);
      contents.writeBytes(section.content);
    }
    ByteBuffer file =
        ByteBuffer.allocate(HEADER + contents.size() + headers.capacity()).order(LITTLE_ENDIAN);
    file.putInt(0x464c457f).put((byte) 2).put((byte) 1).put((byte) 1).position(16);
    file.putShort((short) 1).putShort((short) 247).putInt(1).putLong(0).putLong(0);
    file.putLong(HEADER + (long) contents.size()).putInt(0).putShort((short) HEADER);
    file.putShort((short) 0).putShort((short) 0).putShort((short) HEADER);
    file.putShort((short) all.size()).putShort((short) strings);
    return file.put(contents.toByteArray()).put(headers.array()).array();
  }
}
