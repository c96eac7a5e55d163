package org.bpfskel.btf;

import org.jspecify.annotations.Nullable;

/**
 * The one walk over the type section: notes where each record starts, and checks its size and
 * everything it refers to, as libbpf's {@code btf__new} does. Makes no object per type.
 */
final class BtfIndexer {
  private final BtfHeader header;
  private final BtfWire wire;
  private final BtfStrings strings;
  private final BtfLayouts layouts;
  private final @Nullable Btf base;
  private final int firstId;

  private final IntList offsets = new IntList();

  /** FUNC records: their prototypes may come after them, so they are checked last. */
  private final IntList functions = new IntList();

  /** Ids are known to exist only at the end, so the highest one is kept. */
  private long highestReference;

  private int highestReferenceAt;

  BtfIndexer(BtfHeader header, BtfStrings strings, BtfLayouts layouts, @Nullable Btf base) {
    this.header = header;
    this.wire = header.wire();
    this.strings = strings;
    this.layouts = layouts;
    this.base = base;
    this.firstId = base == null ? 1 : base.typeCount();
  }

  /** Start of each record, in the order of their ids. */
  int[] index() throws BtfException {
    int at = header.types();
    int end = at + header.typesLength();
    while (at < end) {
      int bytes = recordBytes(at, end);
      checkString(at, BtfRecord.NAME);
      checkContents(at, bytes);
      offsets.add(at);
      at += bytes;
    }
    int[] index = offsets.toArray();
    long count = (long) firstId + index.length;
    if (highestReference >= count) {
      throw BtfException.type(
          highestReferenceAt,
          "refers to type " + highestReference + ", but ids end at " + (count - 1));
    }
    checkFunctions(index);
    return index;
  }

  private int recordBytes(int at, int end) throws BtfException {
    if (end - at < BtfRecord.BYTES) {
      throw malformed(
          at, "has " + (end - at) + " bytes left, but a record needs " + BtfRecord.BYTES);
    }
    int info = info(at);
    long bytes = layouts.recordBytes(info);
    if (bytes < 0) {
      throw malformed(
          at,
          "kind " + BtfRecord.kindNumber(info) + " is unknown, and no layout section describes it");
    }
    if (bytes > end - at) {
      throw malformed(at, "needs " + bytes + " bytes, but " + (end - at) + " are left");
    }
    return (int) bytes;
  }

  private void checkContents(int at, int bytes) throws BtfException {
    BtfKind kind = BtfRecord.kind(info(at));
    switch (kind) {
      case PTR, TYPEDEF, VOLATILE, CONST, RESTRICT, VAR, DECL_TAG, TYPE_TAG ->
          refer(at, BtfRecord.SIZE_OR_TYPE);
      case FUNC -> {
        refer(at, BtfRecord.SIZE_OR_TYPE);
        functions.add(at);
      }
      case ARRAY -> {
        refer(at, BtfRecord.BYTES);
        refer(at, BtfRecord.BYTES + 4);
      }
      case STRUCT, UNION -> checkElements(at, bytes, kind, 0, 4);
      case ENUM, ENUM64 -> checkElements(at, bytes, kind, 0, -1);
      // libbpf does not look at the type that is returned.
      case FUNC_PROTO -> checkElements(at, bytes, kind, 0, 4);
      case DATASEC -> checkElements(at, bytes, kind, -1, 0);
      case VOID, INT, FWD, FLOAT, UNKNOWN -> {}
    }
  }

  /** Checks the name and the type in each element; -1 for a field that elements do not have. */
  private void checkElements(int at, int bytes, BtfKind kind, int name, int type)
      throws BtfException {
    for (int field = BtfRecord.BYTES; field < bytes; field += kind.elementBytes) {
      if (name >= 0) {
        checkString(at, field + name);
      }
      if (type >= 0) {
        refer(at, field + type);
      }
    }
  }

  private void checkString(int at, int field) throws BtfException {
    int offset = wire.i32(at + field);
    if (!strings.has(offset)) {
      throw malformed(
          at,
          "has its name at string offset " + Integer.toUnsignedLong(offset) + ", past the strings");
    }
  }

  private void refer(int at, int field) {
    long id = wire.u32(at + field);
    if (id > highestReference) {
      highestReference = id;
      highestReferenceAt = at;
    }
  }

  private void checkFunctions(int[] index) throws BtfException {
    for (int at : functions.toArray()) {
      int id = wire.i32(at + BtfRecord.SIZE_OR_TYPE);
      BtfKind kind;
      if (id >= firstId) {
        kind = BtfRecord.kind(info(index[id - firstId]));
      } else {
        kind = base == null ? BtfKind.VOID : base.kind(id);
      }
      if (kind != BtfKind.FUNC_PROTO) {
        throw BtfException.type(
            at, "FUNC refers to type " + id + " of kind " + kind + ", not to a FUNC_PROTO");
      }
    }
  }

  private int info(int at) {
    return layouts.info(wire.i32(at + BtfRecord.INFO));
  }

  private BtfException malformed(int at, String found) {
    return BtfException.type(at, "type " + (firstId + offsets.size()) + " " + found);
  }
}
