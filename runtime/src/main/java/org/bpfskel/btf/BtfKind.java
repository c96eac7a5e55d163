package org.bpfskel.btf;

/** What a BTF type is: {@code BTF_KIND_*} of {@code linux/btf.h}, in the order of its numbers. */
public enum BtfKind {
  /** Type 0, C's {@code void}. Has no record in the data. */
  VOID(0, 0),
  /** Integer, character or boolean. */
  INT(1, 0),
  /** Pointer. */
  PTR(0, 0, -1),
  /** Array of one dimension; more dimensions are arrays of arrays. */
  ARRAY(3, 0),
  /** {@code struct} with its members. */
  STRUCT(0, 3),
  /** {@code union} with its members. */
  UNION(0, 3),
  /** Enumeration with values of up to 32 bits. */
  ENUM(0, 2),
  /** {@code struct} or {@code union} that is only declared. */
  FWD(0, 0),
  /** {@code typedef}. */
  TYPEDEF(0, 0, -1),
  /** {@code volatile}. */
  VOLATILE(0, 0, -1),
  /** {@code const}. */
  CONST(0, 0, -1),
  /** {@code restrict}. */
  RESTRICT(0, 0, -1),
  /** Function; its type is a {@link #FUNC_PROTO}. */
  FUNC(0, 0, -1),
  /** Function prototype: return type and parameters. */
  FUNC_PROTO(0, 2),
  /** Global variable. */
  VAR(1, 0, -1),
  /** ELF section with the variables in it. */
  DATASEC(0, 3),
  /** Floating point number. */
  FLOAT(0, 0),
  /** {@code __attribute__((btf_decl_tag("…")))} on a declaration. */
  DECL_TAG(1, 0, -1),
  /** {@code __attribute__((btf_type_tag("…")))} on a type. */
  TYPE_TAG(0, 0, -1),
  /** Enumeration with values of up to 64 bits. */
  ENUM64(0, 3),
  /** A kind newer than this reader, which the data's layout section tells how to step over. */
  UNKNOWN(0, 0);

  private static final BtfKind[] VALUES = values();

  /** 32-bit words that follow the record's common part, and words of each of its vlen elements. */
  final int fixedWords;

  final int elementWords;

  /**
   * All bits if the record's third word is the id of a type, else none. None for a FUNC_PROTO too:
   * libbpf does not look at the type that it returns.
   */
  final int typeMask;

  BtfKind(int fixedWords, int elementWords) {
    this(fixedWords, elementWords, 0);
  }

  BtfKind(int fixedWords, int elementWords, int typeMask) {
    this.fixedWords = fixedWords;
    this.elementWords = elementWords;
    this.typeMask = typeMask;
  }

  /** Kind of a record. No record is {@link #VOID}: type 0 has none. */
  static BtfKind ofRecord(int number) {
    // UNKNOWN, the last value, has no number of its own.
    return number > 0 && number < VALUES.length - 1 ? VALUES[number] : UNKNOWN;
  }

  /** Whether a type of this kind takes its size and meaning from the type it refers to. */
  boolean isTransparent() {
    return typeMask != 0 && this != PTR && this != FUNC;
  }
}
