package org.bpfskel.internal.kernel;

import java.nio.ByteOrder;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.CoreRelocation.Kind;

/**
 * What a relocation finds in a type.
 *
 * @param root the type that it begins at
 * @param bitOffset of a field, from there on
 * @param typeId of a field
 * @param bitfieldSize bits of a bitfield, else 0
 * @param isElement whether the field is an element of an array
 * @param enumValue of an enum's value
 */
record CoreTarget(
    KernelType root,
    long bitOffset,
    int typeId,
    int bitfieldSize,
    boolean isElement,
    long enumValue) {
  static CoreTarget ofType(KernelType root) {
    return new CoreTarget(root, 0, root.id(), 0, false, 0);
  }

  static CoreTarget ofValue(KernelType root, long value) {
    return new CoreTarget(root, 0, root.id(), 0, false, value);
  }

  /** What libbpf writes into the instruction ({@code bpf_core_calc_relo}). */
  long value(Kind kind, DecodedTypes types) throws BtfException {
    Btf btf = root.btf();
    return switch (kind) {
      case ENUMVAL_VALUE -> enumValue;
      case TYPE_ID_TARGET -> root.id();
      case TYPE_SIZE -> btf.sizeOf(root.id());
      case FIELD_SIGNED -> isSigned(types.resolved(btf, typeId)) ? 1 : 0;
      case FIELD_BYTE_SIZE -> isElement ? btf.sizeOf(typeId) : loadSize();
      case FIELD_BYTE_OFFSET -> isElement ? bitOffset / Byte.SIZE : loadBegin(loadSize());
      case FIELD_LSHIFT_U64 -> leftShift(loadSize());
      case FIELD_RSHIFT_U64 -> Long.SIZE - bits();
      default -> 1; // it exists
    };
  }

  /** Of an array the bytes of its innermost elements; 0 of a bitfield, which has no whole ones. */
  long elementSize(DecodedTypes types) throws BtfException {
    int id = typeId;
    BtfType type = types.resolved(root.btf(), id);
    while (type instanceof BtfType.Array array) {
      id = array.element();
      type = types.resolved(root.btf(), id);
    }
    return bitfieldSize > 0 ? 0 : root.btf().sizeOf(id);
  }

  /** Whether libbpf lets a load of this be one of the other size. */
  boolean adapts(CoreTarget other, DecodedTypes types) throws BtfException {
    BtfType one = types.resolved(root.btf(), typeId);
    BtfType another = types.resolved(other.root.btf(), other.typeId);
    return bitfieldSize == 0
        && other.bitfieldSize == 0
        && ((one instanceof BtfType.Ptr && another instanceof BtfType.Ptr)
            || (isPlainInteger(one) && isPlainInteger(another)));
  }

  /** libbpf compares the whole encoding, so that a signed {@code char} counts as unsigned. */
  private static boolean isPlainInteger(BtfType type) {
    return type instanceof BtfType.Int number
        && (!number.signed() || number.isChar() || number.isBool());
  }

  private static boolean isSigned(BtfType type) {
    return type instanceof BtfType.Enum values
        ? values.signed()
        : type instanceof BtfType.Int number && number.signed();
  }

  private long bits() throws BtfException {
    return bitfieldSize > 0 ? bitfieldSize : Byte.SIZE * root.btf().sizeOf(typeId);
  }

  /** Bytes of the load that has all of it: of a bitfield more than its type, if it lies across. */
  private long loadSize() throws BtfException {
    long size = root.btf().sizeOf(typeId);
    while (bitfieldSize > 0
        && size > 0
        && size < Long.BYTES
        && bitOffset + bitfieldSize > Byte.SIZE * (loadBegin(size) + size)) {
      size *= 2;
    }
    return size;
  }

  private long loadBegin(long size) {
    long begin = bitOffset / Byte.SIZE;
    return bitfieldSize > 0 && size > 0 ? begin / size * size : begin;
  }

  private long leftShift(long size) throws BtfException {
    long before = bitOffset - Byte.SIZE * loadBegin(size);
    return root.btf().byteOrder().equals(ByteOrder.LITTLE_ENDIAN)
        ? Long.SIZE - (before + bits())
        : Byte.SIZE * (Long.BYTES - size) + before;
  }
}
