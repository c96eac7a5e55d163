package org.bpfskel.data;

import org.bpfskel.btf.StructLayout;
import org.bpfskel.generated.GeneratedLayout;

/**
 * As generated for {@code union word { unsigned int whole; unsigned char first; void *address; }}.
 */
final class Word extends UnionValue {
  static final GeneratedLayout MEMBERS =
      GeneratedLayout.of("word", 8)
          .uint32("whole", "unsigned int", 0)
          .uint8("first", "unsigned char", 0)
          .pointer("address", "void *", 0);
  static final StructLayout LAYOUT = MEMBERS.structLayout();

  int whole;
  byte first;
  long address;

  Word() {
    super(LAYOUT);
  }

  @Override
  protected void read(StructReader image) {
    whole = image.int32(0);
    first = image.int8(1);
    address = image.pointer(2);
  }

  @Override
  protected void write(StructWriter image) {
    image.int32(0, whole);
    image.int8(1, first);
    image.pointer(2, address);
  }
}
