package org.bpfskel.btf;

import java.util.List;

/**
 * One type, as its record in the BTF says it. Other types are named by id. Immutable.
 *
 * <p>Record components called {@code type}, {@code element}, {@code index}, {@code proto} and
 * {@code returnType} are type ids; sizes are in bytes unless they say bits.
 */
@SuppressWarnings("JavaLangClash") // the names are BTF's
public sealed interface BtfType {
  /** {@return the kind of the type} */
  BtfKind kind();

  /**
   * {@return the C name, or the tag's text; empty for anonymous types and kinds that have no name}
   */
  default String name() {
    return "";
  }

  /** Type 0. */
  record Void() implements BtfType {
    @Override
    public BtfKind kind() {
      return BtfKind.VOID;
    }
  }

  /**
   * Integer, character or boolean.
   *
   * @param name as C writes it: {@code unsigned int}
   * @param size bytes it takes
   * @param signed whether values below 0 exist
   * @param isChar whether it is a character
   * @param isBool whether it is a {@code bool}
   * @param bitOffset first bit of the value within the bytes; 0 except for old-style bitfields
   * @param bits bits of the value; {@code 8 * size} except for old-style bitfields
   */
  record Int(
      String name,
      int size,
      boolean signed,
      boolean isChar,
      boolean isBool,
      int bitOffset,
      int bits)
      implements BtfType {
    @Override
    public BtfKind kind() {
      return BtfKind.INT;
    }

    @Override
    public String toString() {
      return Printable.of(this);
    }
  }

  /**
   * Pointer to {@code type}.
   *
   * @param type what it points to
   */
  record Ptr(int type) implements BtfType {
    @Override
    public BtfKind kind() {
      return BtfKind.PTR;
    }
  }

  /**
   * Array.
   *
   * @param element what its elements are
   * @param index the type of an index, which nobody uses
   * @param length number of elements; 0 also for C's flexible array member
   */
  record Array(int element, int index, long length) implements BtfType {
    @Override
    public BtfKind kind() {
      return BtfKind.ARRAY;
    }
  }

  /**
   * {@code struct} or {@code union}; {@code kind} says which.
   *
   * @param kind {@link BtfKind#STRUCT} or {@link BtfKind#UNION}
   * @param name the tag; empty if it has none
   * @param size in bytes
   * @param members in the order of the declaration
   */
  record Composite(BtfKind kind, String name, int size, List<Member> members) implements BtfType {
    /**
     * Keeps a copy of the list.
     *
     * @param kind {@link BtfKind#STRUCT} or {@link BtfKind#UNION}
     * @param name the tag; empty if it has none
     * @param size in bytes
     * @param members in the order of the declaration
     */
    public Composite {
      members = List.copyOf(members);
    }

    @Override
    public String toString() {
      return Printable.of(this);
    }
  }

  /**
   * Member of a struct or union.
   *
   * @param name empty for an anonymous struct or union
   * @param type what it is
   * @param bitOffset bits from the start of the struct to the first bit of the member
   * @param bitfieldSize bits of a bitfield, 0 for any other member
   */
  record Member(String name, int type, long bitOffset, int bitfieldSize) {
    @Override
    public String toString() {
      return Printable.of(this);
    }
  }

  /**
   * Enumeration, of kind ENUM or ENUM64.
   *
   * @param kind {@link BtfKind#ENUM} or {@link BtfKind#ENUM64}
   * @param name the tag; empty if it has none
   * @param size in bytes
   * @param signed whether values are
   * @param values in the order of the declaration
   */
  record Enum(BtfKind kind, String name, int size, boolean signed, List<Value> values)
      implements BtfType {
    /**
     * Keeps a copy of the list.
     *
     * @param kind {@link BtfKind#ENUM} or {@link BtfKind#ENUM64}
     * @param name the tag; empty if it has none
     * @param size in bytes
     * @param signed whether values are
     * @param values in the order of the declaration
     */
    public Enum {
      values = List.copyOf(values);
    }

    @Override
    public String toString() {
      return Printable.of(this);
    }
  }

  /**
   * One constant of an enumeration.
   *
   * @param name of the constant in C
   * @param value extended to 64 bits by the enumeration's sign
   */
  record Value(String name, long value) {
    @Override
    public String toString() {
      return Printable.of(this);
    }
  }

  /**
   * {@code struct} or {@code union} that is only declared.
   *
   * @param name the tag
   * @param union whether it is a union
   */
  record Fwd(String name, boolean union) implements BtfType {
    @Override
    public BtfKind kind() {
      return BtfKind.FWD;
    }

    @Override
    public String toString() {
      return Printable.of(this);
    }
  }

  /**
   * TYPEDEF, VOLATILE, CONST, RESTRICT or TYPE_TAG of {@code type}.
   *
   * @param kind which of these
   * @param name of a typedef or a type tag; else empty
   * @param type what is modified, or named
   */
  record Modifier(BtfKind kind, String name, int type) implements BtfType {
    @Override
    public String toString() {
      return Printable.of(this);
    }
  }

  /**
   * Function.
   *
   * @param name in C
   * @param proto its prototype
   * @param linkage who sees it
   */
  record Func(String name, int proto, Linkage linkage) implements BtfType {
    @Override
    public BtfKind kind() {
      return BtfKind.FUNC;
    }

    @Override
    public String toString() {
      return Printable.of(this);
    }
  }

  /**
   * Function prototype.
   *
   * @param returnType the only id here that need not exist in malformed data, for libbpf accepts
   *     that too
   * @param params without the {@code ...}
   * @param varargs whether the parameters end with {@code ...}
   */
  record FuncProto(int returnType, List<Param> params, boolean varargs) implements BtfType {
    /**
     * Keeps a copy of the list.
     *
     * @param returnType 0 for void
     * @param params in the order of the declaration, without the dots
     * @param varargs whether there are dots
     */
    public FuncProto {
      params = List.copyOf(params);
    }

    @Override
    public BtfKind kind() {
      return BtfKind.FUNC_PROTO;
    }
  }

  /**
   * Parameter of a prototype; the name may be empty.
   *
   * @param name in C
   * @param type what it is
   */
  record Param(String name, int type) {
    @Override
    public String toString() {
      return Printable.of(this);
    }
  }

  /**
   * Global variable.
   *
   * @param name in C
   * @param type what it is
   * @param linkage who sees it
   */
  record Var(String name, int type, Linkage linkage) implements BtfType {
    @Override
    public BtfKind kind() {
      return BtfKind.VAR;
    }

    @Override
    public String toString() {
      return Printable.of(this);
    }
  }

  /**
   * ELF section of variables. clang leaves size and offsets at 0 for the loader to fill in from the
   * symbol table.
   *
   * @param name of the section in the ELF file
   * @param size in bytes
   * @param vars in the order of their places
   */
  record DataSec(String name, int size, List<SectionVar> vars) implements BtfType {
    /**
     * Keeps a copy of the list.
     *
     * @param name of the section in the ELF file
     * @param size in bytes
     * @param vars in the order of their places
     */
    public DataSec {
      vars = List.copyOf(vars);
    }

    @Override
    public BtfKind kind() {
      return BtfKind.DATASEC;
    }

    @Override
    public String toString() {
      return Printable.of(this);
    }
  }

  /**
   * Variable in a section.
   *
   * @param type id of the VAR (in {@code .ksyms} also of a FUNC)
   * @param offset bytes from the start of the section
   * @param size in bytes
   */
  record SectionVar(int type, int offset, int size) {}

  /**
   * Floating point number.
   *
   * @param name as C writes it: {@code double}
   * @param size in bytes
   */
  record Float(String name, int size) implements BtfType {
    @Override
    public BtfKind kind() {
      return BtfKind.FLOAT;
    }

    @Override
    public String toString() {
      return Printable.of(this);
    }
  }

  /**
   * Tag on a declaration.
   *
   * @param name the tag's text
   * @param type what is tagged, or has the tagged component
   * @param componentIndex the member or parameter that is tagged, -1 for the type as a whole
   */
  record DeclTag(String name, int type, int componentIndex) implements BtfType {
    @Override
    public BtfKind kind() {
      return BtfKind.DECL_TAG;
    }

    @Override
    public String toString() {
      return Printable.of(this);
    }
  }

  /**
   * A kind that this reader does not know.
   *
   * @param kindNumber as BTF numbers kinds
   * @param name empty if it has none
   */
  record Unknown(int kindNumber, String name) implements BtfType {
    @Override
    public BtfKind kind() {
      return BtfKind.UNKNOWN;
    }

    @Override
    public String toString() {
      return Printable.of(this);
    }
  }

  /** {@code BTF_FUNC_*} and {@code BTF_VAR_*}, in the order of their numbers. */
  enum Linkage {
    /** {@code static}. */
    STATIC,
    /** Visible to other objects. */
    GLOBAL,
    /** Defined elsewhere. */
    EXTERN
  }
}
