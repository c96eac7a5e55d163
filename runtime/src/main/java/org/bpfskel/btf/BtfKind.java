package org.bpfskel.btf;

/** What a BTF type is: {@code BTF_KIND_*} of {@code linux/btf.h}, in the order of its numbers. */
public enum BtfKind {
  /** Type 0, C's {@code void}. Has no record in the data. */
  VOID(0, 0),
  /** Integer, character or boolean. */
  INT(4, 0),
  /** Pointer. */
  PTR(0, 0),
  /** Array of one dimension; more dimensions are arrays of arrays. */
  ARRAY(12, 0),
  /** {@code struct} with its members. */
  STRUCT(0, 12),
  /** {@code union} with its members. */
  UNION(0, 12),
  /** Enumeration with values of up to 32 bits. */
  ENUM(0, 8),
  /** {@code struct} or {@code union} that is only declared. */
  FWD(0, 0),
  /** {@code typedef}. */
  TYPEDEF(0, 0),
  /** {@code volatile}. */
  VOLATILE(0, 0),
  /** {@code const}. */
  CONST(0, 0),
  /** {@code restrict}. */
  RESTRICT(0, 0),
  /** Function; its type is a {@link #FUNC_PROTO}. */
  FUNC(0, 0),
  /** Function prototype: return type and parameters. */
  FUNC_PROTO(0, 8),
  /** Global variable. */
  VAR(4, 0),
  /** ELF section with the variables in it. */
  DATASEC(0, 12),
  /** Floating point number. */
  FLOAT(0, 0),
  /** {@code __attribute__((btf_decl_tag("…")))} on a declaration. */
  DECL_TAG(4, 0),
  /** {@code __attribute__((btf_type_tag("…")))} on a type. */
  TYPE_TAG(0, 0),
  /** Enumeration with values of up to 64 bits. */
  ENUM64(0, 12),
  /** A kind newer than this reader, which the data's layout section tells how to step over. */
  UNKNOWN(0, 0);

  private static final BtfKind[] VALUES = values();

  /** Bytes that follow the record's common part, and bytes for each of its vlen elements. */
  final int fixedBytes;

  final int elementBytes;

  BtfKind(int fixedBytes, int elementBytes) {
    this.fixedBytes = fixedBytes;
    this.elementBytes = elementBytes;
  }

  /** Kind of a record. No record is {@link #VOID}: type 0 has none. */
  static BtfKind ofRecord(int number) {
    // UNKNOWN, the last value, has no number of its own.
    return number > 0 && number < VALUES.length - 1 ? VALUES[number] : UNKNOWN;
  }

  /** Whether a type of this kind takes its size and meaning from the type it refers to. */
  boolean isTransparent() {
    return switch (this) {
      case TYPEDEF, VOLATILE, CONST, RESTRICT, TYPE_TAG, DECL_TAG, VAR -> true;
      default -> false;
    };
  }
}
