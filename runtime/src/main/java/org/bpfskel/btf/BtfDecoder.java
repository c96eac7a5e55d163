package org.bpfskel.btf;

import java.util.ArrayList;
import java.util.List;

/** Makes the {@link BtfType} of one record, whose bounds and references the indexer has checked. */
final class BtfDecoder {
  /** {@code BTF_INT_SIGNED}. */
  static final int SIGNED = 1;

  /** {@code BTF_INT_BOOL}. */
  static final int BOOL = 1 << 2;

  /** {@code BTF_INT_CHAR}. */
  private static final int CHAR = 1 << 1;

  /**
   * Many elements may share one long string; what they decode to must stay small all the same. C
   * has no two equal names in one type, so that only names that end alike can share bytes at all.
   */
  private static final int NAME_BYTES_PER_STRING_BYTE = 4;

  private final Btf btf;
  private final BtfWords words;
  private final BtfStrings strings;
  private final int at;
  private final int info;
  private long nameBytes;

  BtfDecoder(Btf btf, BtfWords words, BtfStrings strings, int at, int info) {
    this.btf = btf;
    this.words = words;
    this.strings = strings;
    this.at = at;
    this.info = info;
  }

  BtfType decode() throws BtfException {
    BtfKind kind = BtfRecord.kind(info);
    return switch (kind) {
      case VOID -> new BtfType.Void();
      case INT -> integer();
      case PTR -> new BtfType.Ptr(type());
      case ARRAY ->
          new BtfType.Array(
              words.i32(at + BtfRecord.WORDS),
              words.i32(at + BtfRecord.WORDS + 1),
              words.u32(at + BtfRecord.WORDS + 2));
      case STRUCT, UNION -> new BtfType.Composite(kind, name(), size(), members(kind));
      case ENUM, ENUM64 -> new BtfType.Enum(kind, name(), size(), flag(), values(kind));
      case FWD -> new BtfType.Fwd(name(), flag());
      case TYPEDEF, VOLATILE, CONST, RESTRICT, TYPE_TAG ->
          new BtfType.Modifier(kind, name(), type());
      case FUNC -> new BtfType.Func(name(), type(), linkage(BtfRecord.vlen(info)));
      case FUNC_PROTO -> prototype();
      case VAR -> new BtfType.Var(name(), type(), linkage(words.i32(at + BtfRecord.WORDS)));
      case DATASEC -> new BtfType.DataSec(name(), size(), sectionVars());
      case FLOAT -> new BtfType.Float(name(), size());
      case DECL_TAG -> new BtfType.DeclTag(name(), type(), words.i32(at + BtfRecord.WORDS));
      case UNKNOWN -> new BtfType.Unknown(BtfRecord.kindNumber(info), name());
    };
  }

  /** What the bits of an integer mean, {@link #SIGNED} and the others: of {@link Btf#integer}. */
  static int encoding(int word) {
    return word >>> 24 & 0xf;
  }

  private BtfType.Int integer() throws BtfException {
    int word = words.i32(at + BtfRecord.WORDS);
    int encoding = encoding(word);
    return new BtfType.Int(
        name(),
        size(),
        (encoding & SIGNED) != 0,
        (encoding & CHAR) != 0,
        (encoding & BOOL) != 0,
        word >>> 16 & 0xff,
        word & 0xff);
  }

  private List<BtfType.Member> members(BtfKind kind) throws BtfException {
    List<BtfType.Member> members = new ArrayList<>(count());
    for (int i = 0; i < count(); i++) {
      int element = element(kind, i);
      members.add(member(element, string(element)));
    }
    return members;
  }

  /** A member of a struct or union by its index, as if it had no name. */
  BtfType.Member unnamedMember(int index) throws BtfException {
    return member(element(BtfRecord.kind(info), index), "");
  }

  /** Whether that member has exactly that name. */
  boolean isMemberNamed(int index, byte[] name) {
    return strings.matches(words.i32(element(BtfRecord.kind(info), index)), name);
  }

  private BtfType.Member member(int element, String name) throws BtfException {
    int type = words.i32(element + 1);
    int offset = words.i32(element + 2);
    if (flag()) {
      return new BtfType.Member(name, type, offset & 0xffffff, offset >>> 24);
    }
    long bitOffset = Integer.toUnsignedLong(offset);
    // Without the flag, a bitfield is an INT that says which of its bits count.
    int resolved = btf.follow(type);
    if (resolved > 0 && btf.kind(resolved) == BtfKind.INT) {
      int word = btf.integer(resolved);
      int bits = word & 0xff;
      int first = word >>> 16 & 0xff;
      if (first != 0 || bits != 8L * Integer.toUnsignedLong(btf.sizeOrType(resolved))) {
        return new BtfType.Member(name, type, bitOffset + first, bits);
      }
    }
    return new BtfType.Member(name, type, bitOffset, 0);
  }

  private List<BtfType.Value> values(BtfKind kind) throws BtfException {
    List<BtfType.Value> values = new ArrayList<>(count());
    for (int i = 0; i < count(); i++) {
      int element = element(kind, i);
      values.add(kind == BtfKind.ENUM64 ? value64(element) : value(element));
    }
    return values;
  }

  private BtfType.Value value(int element) throws BtfException {
    return new BtfType.Value(
        string(element), flag() ? words.i32(element + 1) : words.u32(element + 1));
  }

  private BtfType.Value value64(int element) throws BtfException {
    return new BtfType.Value(
        string(element), words.u32(element + 1) | (long) words.i32(element + 2) << 32);
  }

  private BtfType.FuncProto prototype() throws BtfException {
    List<BtfType.Param> params = new ArrayList<>(count());
    for (int i = 0; i < count(); i++) {
      int element = element(BtfKind.FUNC_PROTO, i);
      params.add(new BtfType.Param(string(element), words.i32(element + 1)));
    }
    int last = params.size() - 1;
    boolean varargs =
        last >= 0 && params.get(last).type() == 0 && params.get(last).name().isEmpty();
    return new BtfType.FuncProto(type(), varargs ? params.subList(0, last) : params, varargs);
  }

  private List<BtfType.SectionVar> sectionVars() throws BtfException {
    List<BtfType.SectionVar> variables = new ArrayList<>(count());
    for (int i = 0; i < count(); i++) {
      int element = element(BtfKind.DATASEC, i);
      variables.add(
          new BtfType.SectionVar(
              words.i32(element), bytes(element + 1, "offset"), bytes(element + 2, "size")));
    }
    return variables;
  }

  private int count() {
    return BtfRecord.vlen(info);
  }

  /** Where one of the record's elements starts. */
  private int element(BtfKind kind, int index) {
    return at + BtfRecord.WORDS + kind.fixedWords + index * kind.elementWords;
  }

  private boolean flag() {
    return BtfRecord.kindFlag(info);
  }

  private int type() {
    return words.i32(at + BtfRecord.SIZE_OR_TYPE);
  }

  private int size() throws BtfException {
    return bytes(at + BtfRecord.SIZE_OR_TYPE, "size");
  }

  private int bytes(int field, String what) throws BtfException {
    int value = words.i32(field);
    if (value < 0) {
      throw BtfException.type(
          words.offset(field),
          what
              + " of "
              + words.u32(field)
              + " bytes is 2 GiB or more, and no map holds as much: divide it if it is meant");
    }
    return value;
  }

  private BtfType.Linkage linkage(int number) throws BtfException {
    BtfType.Linkage[] all = BtfType.Linkage.values();
    if (number < 0 || number >= all.length) {
      throw BtfException.type(
          words.offset(at), "linkage " + Integer.toUnsignedLong(number) + " is none of 0, 1, 2");
    }
    return all[number];
  }

  private String name() throws BtfException {
    return string(at + BtfRecord.NAME);
  }

  private String string(int field) throws BtfException {
    int offset = words.i32(field);
    nameBytes += strings.lengthAt(offset);
    if (nameBytes > NAME_BYTES_PER_STRING_BYTE * strings.length()) {
      throw BtfException.type(
          words.offset(field),
          "names in one type are longer than "
              + NAME_BYTES_PER_STRING_BYTE
              + " times all strings together");
    }
    return strings.at(offset);
  }
}
