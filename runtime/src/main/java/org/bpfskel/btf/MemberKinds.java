package org.bpfskel.btf;

/** How Java sees types, and how large they are. */
final class MemberKinds {
  private final Btf btf;

  MemberKinds(Btf btf) {
    this.btf = btf;
  }

  /** Bytes, 0 for what has no size, such as an incomplete type. */
  long size(int id) throws BtfException {
    return btf.kind(id).size == BtfKind.Size.NONE ? 0 : btf.sizeOf(id);
  }

  StructLayout.Kind kind(int id, boolean atTopLevel) throws BtfException {
    BtfKind type = btf.kind(id);
    if (type.isEnumeration()) {
      return enumeration(id);
    }
    return switch (type) {
      case INT -> integer(BtfDecoder.encoding(btf.integer(id)), btf.sizeOf(id));
      case FLOAT ->
          switch ((int) btf.sizeOf(id)) {
            case 4 -> StructLayout.Kind.FLOAT32;
            case 8 -> StructLayout.Kind.FLOAT64;
            default -> StructLayout.Kind.OPAQUE;
          };
      case PTR ->
          atTopLevel && isFunctionPointer(id)
              ? StructLayout.Kind.PROGRAM
              : StructLayout.Kind.POINTER;
      case ARRAY -> array((BtfType.Array) btf.type(id));
      case STRUCT -> StructLayout.Kind.STRUCT;
      case UNION -> StructLayout.Kind.UNION;
      default -> StructLayout.Kind.OPAQUE;
    };
  }

  /** Without its name, which may be long, and is wanted for each member. */
  private static StructLayout.Kind integer(int encoding, long size) {
    if ((encoding & BtfDecoder.BOOL) != 0) {
      return size == 1 ? StructLayout.Kind.BOOL : StructLayout.Kind.OPAQUE;
    }
    boolean signed = (encoding & BtfDecoder.SIGNED) != 0;
    return switch ((int) Math.min(size, Integer.MAX_VALUE)) {
      case 1 -> signed ? StructLayout.Kind.INT8 : StructLayout.Kind.UINT8;
      case 2 -> signed ? StructLayout.Kind.INT16 : StructLayout.Kind.UINT16;
      case 4 -> signed ? StructLayout.Kind.INT32 : StructLayout.Kind.UINT32;
      case 8 -> signed ? StructLayout.Kind.INT64 : StructLayout.Kind.UINT64;
      default -> StructLayout.Kind.OPAQUE;
    };
  }

  /** Without its constants, which may be many. */
  private StructLayout.Kind enumeration(int id) throws BtfException {
    return switch ((int) Math.min(btf.sizeOf(id), Integer.MAX_VALUE)) {
      case 1, 2, 4, 8 -> btf.kindFlag(id) ? StructLayout.Kind.SIGNED_ENUM : StructLayout.Kind.ENUM;
      default -> StructLayout.Kind.OPAQUE;
    };
  }

  /** Ends: the caller knows the size, and chains of arrays that are too long have none. */
  private StructLayout.Kind array(BtfType.Array array) throws BtfException {
    if (array.length() == 0 || size(btf.resolve(array.element())) == 0) {
      return StructLayout.Kind.OPAQUE; // of no size, however many elements it claims
    }
    int element = btf.resolve(array.element());
    boolean chars =
        btf.kind(element) == BtfKind.INT
            && btf.sizeOf(element) == 1
            && btf.name(element).equals("char");
    if (chars) {
      return StructLayout.Kind.TEXT;
    }
    return kind(element, false) == StructLayout.Kind.OPAQUE
        ? StructLayout.Kind.OPAQUE
        : StructLayout.Kind.ARRAY;
  }

  /** Whether a type is an array of length 0 whose elements have a Java type. */
  boolean isFlexible(int id) throws BtfException {
    if (btf.kind(id) != BtfKind.ARRAY || ((BtfType.Array) btf.type(id)).length() != 0) {
      return false;
    }
    int element = btf.resolve(((BtfType.Array) btf.type(id)).element());
    long size = size(element);
    return size > 0
        && size <= Integer.MAX_VALUE
        && kind(element, false) != StructLayout.Kind.OPAQUE;
  }

  /** Whether values of a type point to functions. */
  boolean isFunctionPointer(int id) throws BtfException {
    int pointer = btf.resolve(id);
    return btf.kind(pointer) == BtfKind.PTR
        && btf.kind(btf.resolve(btf.sizeOrType(pointer))) == BtfKind.FUNC_PROTO;
  }

  /** The type itself, or for an array that of its elements. Ends where {@link #size} does. */
  int element(int typeId) throws BtfException {
    int id = btf.resolve(typeId);
    while (btf.kind(id) == BtfKind.ARRAY) {
      id = btf.resolve(((BtfType.Array) btf.type(id)).element());
    }
    return id;
  }
}
