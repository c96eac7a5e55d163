package org.bpfskel.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** The section headers of an ELF file; what they say of sections may be wrong. */
final class ElfSections {
  private static final int HEADER = 64;
  private static final int PROGBITS = 1;

  private final ByteBuffer file;
  private final long headers;

  private ElfSections(byte[] bytes) {
    this.file = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    this.headers = file.getLong(40);
  }

  /**
   * Null if there are none, or they do not lie in the file.
   *
   * @param bytes what {@link ElfIdent#mismatch} finds nothing wrong with
   */
  static @Nullable ElfSections of(byte[] bytes) {
    ElfSections sections = new ElfSections(bytes);
    return sections.fit(1) && sections.fit(sections.count()) ? sections : null;
  }

  private boolean fit(long count) {
    return count > 0
        && headers >= HEADER
        && headers <= file.limit()
        && count <= (file.limit() - headers) / HEADER;
  }

  /** What does not fit into 16 bits stands in section 0. */
  long count() {
    int few = Short.toUnsignedInt(file.getShort(60));
    return few != 0 ? few : file.getLong((int) headers + 32);
  }

  private int header(int section) {
    return (int) headers + section * HEADER;
  }

  int type(int section) {
    return file.getInt(header(section) + 4);
  }

  /** Code or data that the file has; {@code .bss} has only a size. */
  boolean isProgbits(int section) {
    return type(section) == PROGBITS;
  }

  private long offset(int section) {
    return file.getLong(header(section) + 24);
  }

  long size(int section) {
    return file.getLong(header(section) + 32);
  }

  /** The bytes, in native order; null if they do not lie in the file. */
  @Nullable ByteBuffer content(int section) {
    long offset = offset(section);
    long size = size(section);
    return offset >= 0 && size >= 0 && offset <= file.limit() - size
        ? file.slice((int) offset, (int) size).order(file.order())
        : null;
  }
}
