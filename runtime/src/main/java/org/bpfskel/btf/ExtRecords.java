package org.bpfskel.btf;

import java.nio.ByteBuffer;

/**
 * The records that {@code .BTF.ext} has of one kind and one ELF section.
 *
 * @param data all of {@code .BTF.ext}
 * @param section the name of the section, an offset into the strings
 * @param start where the first record begins, in bytes
 * @param size bytes of a record
 * @param count number of records
 */
record ExtRecords(ByteBuffer data, int section, int start, int size, int count) {
  /** A word of a record, by its index there. */
  int word(int index, int word) {
    return data.getInt(start + index * size + word * Integer.BYTES);
  }
}
