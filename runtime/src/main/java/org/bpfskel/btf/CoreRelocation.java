package org.bpfskel.btf;

import org.jspecify.annotations.Nullable;

/**
 * What an instruction wants to know of the running kernel's types, which libbpf fills in at load:
 * the kernel's {@code struct bpf_core_relo}, of "compile once, run everywhere". Immutable.
 */
public final class CoreRelocation {
  private final BtfStrings strings;
  private final int offset;
  private final int typeId;
  private final int access;
  private final int kindNumber;

  CoreRelocation(BtfStrings strings, int offset, int typeId, int access, int kindNumber) {
    this.strings = strings;
    this.offset = offset;
    this.typeId = typeId;
    this.access = access;
    this.kindNumber = kindNumber;
  }

  /** What is asked: the kernel's {@code enum bpf_core_relo_kind}, in its order. */
  public enum Kind {
    /** Where a member lies in its struct, in bytes. */
    FIELD_BYTE_OFFSET,
    /** Size of a member in bytes. */
    FIELD_BYTE_SIZE,
    /** Whether a struct has a member. */
    FIELD_EXISTS,
    /** Whether a member is signed. */
    FIELD_SIGNED,
    /** How far to shift a bitfield to the left. */
    FIELD_LSHIFT_U64,
    /** How far to shift it to the right then. */
    FIELD_RSHIFT_U64,
    /** The type's own id in the object. */
    TYPE_ID_LOCAL,
    /** The type's id in the kernel. */
    TYPE_ID_TARGET,
    /** Whether the kernel has a type. */
    TYPE_EXISTS,
    /** Size of a type in bytes. */
    TYPE_SIZE,
    /** Whether an enum has a value of that name. */
    ENUMVAL_EXISTS,
    /** The value. */
    ENUMVAL_VALUE,
    /** Whether the kernel's type has the same members. */
    TYPE_MATCHES;

    private static final Kind[] KINDS = values();
  }

  /** {@return where the instruction begins in its section, in bytes} */
  public int offset() {
    return offset;
  }

  /** {@return the type in the object that it begins at: a struct, a union, an enum, or another} */
  public int typeId() {
    return typeId;
  }

  /**
   * {@return the way from there: indexes with colons between them} Of a field {@code 0:1:2} is the
   * third member of the second member; of an enum's value the index; of a type {@code 0}.
   */
  public String access() {
    return strings.at(access);
  }

  /** {@return what is asked; null if it is newer than this table} */
  public @Nullable Kind kind() {
    return kindNumber >= 0 && kindNumber < Kind.KINDS.length ? Kind.KINDS[kindNumber] : null;
  }

  /** {@return the kernel's number of that} */
  public int kindNumber() {
    return kindNumber;
  }
}
