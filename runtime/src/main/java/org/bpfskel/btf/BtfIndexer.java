package org.bpfskel.btf;

import org.jspecify.annotations.Nullable;

/**
 * The one walk over the type section: notes where each record starts, and checks its size and
 * everything it refers to, as libbpf's {@code btf__new} does. Makes no object per type.
 */
final class BtfIndexer {
  private static final long UNSIGNED = 0xffff_ffffL;

  /** With their elements, in a kernel's BTF. */
  private static final int USUAL_RECORD_WORDS = 6;

  private final BtfWords section;
  private final int[] words;
  private final int bytes;
  private final long stringBytes;
  private final BtfLayouts layouts;
  private final int firstId;
  private final @Nullable Btf base;

  private final IntList records;

  /** FUNC records whose prototypes do not come before them: they are checked last. */
  private final IntList functions = new IntList(0);

  /** Ids are known to exist only at the end, so the highest one is kept. */
  private long highestReference;

  private int highestReferenceAt;

  /**
   * @param bytes of the section, which may end within a word
   */
  BtfIndexer(
      BtfWords section,
      int bytes,
      BtfStrings strings,
      BtfLayouts layouts,
      int firstId,
      @Nullable Btf base) {
    this.section = section;
    this.words = section.array();
    this.bytes = bytes;
    this.stringBytes = strings.length();
    this.layouts = layouts;
    this.firstId = firstId;
    this.base = base;
    this.records = new IntList(words.length / USUAL_RECORD_WORDS);
  }

  /** Start of each record in the words, in the order of their ids. */
  int[] index() throws BtfException {
    int at = 0;
    while (at * Integer.BYTES < bytes) {
      at = record(at);
    }
    int[] index = records.toArray();
    long count = (long) firstId + index.length;
    if (highestReference >= count) {
      throw BtfException.type(
          section.offset(highestReferenceAt),
          "refers to type " + highestReference + ", but ids end at " + (count - 1));
    }
    checkFunctions(index);
    return index;
  }

  /** Checks and notes one record; where it ends. */
  private int record(int at) throws BtfException {
    int left = words.length - at;
    if (left < BtfRecord.WORDS) {
      throw malformed(
          at,
          "has "
              + (bytes - at * Integer.BYTES)
              + " bytes left, but a record needs "
              + BtfRecord.WORDS * Integer.BYTES);
    }
    int info = info(at);
    BtfKind kind = BtfRecord.kind(info);
    int size =
        kind == BtfKind.UNKNOWN
            ? layouts.recordWords(info)
            : BtfRecord.words(kind.fixedWords, kind.elementWords, info);
    if (size < 0 || size > left) {
      throw badSize(at, info, size);
    }
    checkString(at, words[at + BtfRecord.NAME]);
    refer(at, words[at + BtfRecord.SIZE_OR_TYPE] & kind.typeMask);
    if (kind.element != BtfKind.Element.NONE) {
      checkElements(at, kind, at + size);
    } else if (kind == BtfKind.FUNC && !refersToPrototypeBefore(at)) {
      functions.add(at);
    }
    for (int i = 0; i < kind.fixedTypes; i++) {
      refer(at, words[at + BtfRecord.WORDS + i]);
    }
    records.add(at);
    return at + size;
  }

  private boolean refersToPrototypeBefore(int at) {
    int index = words[at + BtfRecord.SIZE_OR_TYPE] - firstId;
    return index >= 0
        && index < records.size()
        && BtfRecord.kind(info(records.get(index))) == BtfKind.FUNC_PROTO;
  }

  private void checkElements(int at, BtfKind kind, int end) throws BtfException {
    int first = at + BtfRecord.WORDS;
    if (kind.element == BtfKind.Element.NAME) {
      for (int value = first; value < end; value += kind.elementWords) {
        checkString(at, words[value]);
      }
    } else if (kind.element == BtfKind.Element.TYPE) {
      for (int variable = first; variable < end; variable += kind.elementWords) {
        refer(at, words[variable]);
      }
    } else {
      for (int member = first; member < end; member += kind.elementWords) {
        checkString(at, words[member]);
        refer(at, words[member + 1]);
      }
    }
  }

  private void checkString(int at, int offset) throws BtfException {
    if ((offset & UNSIGNED) >= stringBytes) {
      throw malformed(
          at, "has its name at string offset " + (offset & UNSIGNED) + ", past the strings");
    }
  }

  private void refer(int at, int type) {
    long id = type & UNSIGNED;
    if (id > highestReference) {
      highestReference = id;
      highestReferenceAt = at;
    }
  }

  private void checkFunctions(int[] index) throws BtfException {
    for (int at : functions.toArray()) {
      int id = words[at + BtfRecord.SIZE_OR_TYPE];
      BtfKind kind;
      if (id >= firstId) {
        kind = BtfRecord.kind(info(index[id - firstId]));
      } else {
        kind = base == null ? BtfKind.VOID : base.kind(id);
      }
      if (kind != BtfKind.FUNC_PROTO) {
        throw BtfException.type(
            section.offset(at),
            "FUNC refers to type " + id + " of kind " + kind + ", not to a FUNC_PROTO");
      }
    }
  }

  private int info(int at) {
    return layouts.info(words[at + BtfRecord.INFO]);
  }

  private BtfException badSize(int at, int info, int words) {
    if (words < 0) {
      return malformed(
          at,
          "kind " + BtfRecord.kindNumber(info) + " is unknown, and no layout section describes it");
    }
    return malformed(
        at,
        "needs "
            + (long) words * Integer.BYTES
            + " bytes, but "
            + (bytes - at * Integer.BYTES)
            + " are left");
  }

  private BtfException malformed(int at, String found) {
    return BtfException.type(
        section.offset(at), "type " + (firstId + records.size()) + " " + found);
  }
}
