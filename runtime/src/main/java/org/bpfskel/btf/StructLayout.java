package org.bpfskel.btf;

import java.util.List;

/**
 * What Java makes of a C struct or union: its members in declaration order, those without a Java
 * field included. Immutable and thread-safe.
 *
 * <p>Members of anonymous structs and unions stand in the place of these, as in C.
 *
 * @param naming what the name is
 * @param name the C tag, or the typedef's name for one without a tag; empty if it has neither
 * @param size bytes, padding included
 * @param members in the order of the declaration
 */
public record StructLayout(Naming naming, String name, int size, List<Member> members) {
  /**
   * Copies the list.
   *
   * @param naming how C names the type
   * @param name the tag, or the typedef
   * @param size in bytes
   * @param members in the order of the declaration
   */
  public StructLayout {
    members = List.copyOf(members);
  }

  /**
   * A struct with a tag, or what is laid out like one.
   *
   * @param name the tag
   * @param size in bytes
   * @param members in the order of the declaration
   */
  public StructLayout(String name, int size, List<Member> members) {
    this(Naming.STRUCT_TAG, name, size, members);
  }

  /** What a struct's name is: C has {@code struct event} and a typedef {@code event} apart. */
  public enum Naming {
    /** {@code struct event}. */
    STRUCT_TAG,
    /** {@code union event}. */
    UNION_TAG,
    /** {@code typedef struct {…} event}, or of a union. */
    TYPEDEF;

    /** By the keyword that stands before a tag. */
    static Naming ofTag(BtfKind kind) {
      return kind == BtfKind.UNION ? UNION_TAG : STRUCT_TAG;
    }
  }

  /** {@return how C refers to it: {@code struct event}, {@code event_t}; {@code struct {...}}} */
  public String cType() {
    if (naming == Naming.TYPEDEF) {
      return name;
    }
    return (naming == Naming.UNION_TAG ? "union " : "struct ") + (name.isEmpty() ? "{...}" : name);
  }

  /**
   * {@return the layout of a struct or union, given by its id or that of a typedef of it}
   *
   * @param btf types of an object or a kernel
   * @param structId id of the struct, the union, or a typedef of it
   * @throws BtfLimitException if structs are embedded by name deeper than 32 levels, or there are
   *     more members at all levels together than a Java class can have fields
   * @throws BtfException if the type is another one, a member lies outside of its struct, or a
   *     struct contains itself
   */
  public static StructLayout read(Btf btf, int structId) throws BtfException {
    return new StructLayoutReader(btf).read(structId);
  }

  /**
   * {@return the layout of a struct or union that is embedded in another: there function pointers
   * are {@link Kind#POINTER}, for libbpf puts no program there}
   *
   * @param btf types of an object or a kernel
   * @param structId id of the struct, the union, or a typedef of it
   * @throws BtfException as for {@link #read}
   */
  public static StructLayout readNested(Btf btf, int structId) throws BtfException {
    return new StructLayoutReader(btf).readNested(structId);
  }

  /**
   * {@return whether a member ends within the struct, as all do but those of another build's class}
   *
   * @param member of this struct, as some build has it
   */
  public boolean holds(Member member) {
    return member.firstBit() + member.bits() <= (long) size * Byte.SIZE;
  }

  /** {@return whether members share bytes: those of a union, or of an anonymous one within} */
  public boolean overlaps() {
    long end = 0;
    for (Member member : members) {
      if (member.firstBit() < end) {
        return true;
      }
      end = Math.max(end, member.firstBit() + member.bits());
    }
    return false;
  }

  /** C's name, the size and the members, printable whatever they are called. */
  @Override
  public String toString() {
    return Printable.of(cType()) + ", " + size + " bytes: " + members;
  }

  /**
   * One member.
   *
   * @param name in C
   * @param cType its type in C, without the member's name: {@code char[16]}, {@code int (*)(void)}
   * @param offset bytes from the start of the struct; for a bitfield, to the byte that holds its
   *     first bit
   * @param size bytes; for a bitfield those of its declared type; 0 for what has none
   * @param kind what it is in Java
   * @param detail what the kind leaves open
   */
  public record Member(
      String name, String cType, int offset, int size, Kind kind, MemberDetail detail) {
    /**
     * A member whose kind leaves nothing open.
     *
     * @param name in C
     * @param cType its type as C writes it
     * @param offset in bytes from the start of the struct
     * @param size in bytes
     * @param kind what it is in Java
     */
    public Member(String name, String cType, int offset, int size, Kind kind) {
      this(name, cType, offset, size, kind, MemberDetail.NONE);
    }

    /** The declaration's parts and the place, printable whatever they are called. */
    @Override
    public String toString() {
      return Printable.of(name + ": " + cType) + " at " + offset + ", " + kind;
    }

    /**
     * {@return bits from the start of the struct to the member's first, in the order that bitfields
     * have}
     */
    public long firstBit() {
      int within = detail instanceof MemberDetail.Bits field ? field.firstBit() : 0;
      return (long) offset * Byte.SIZE + within;
    }

    /**
     * {@return how many bits the member has: a bitfield's own, which may be fewer than those of its
     * type}
     */
    public long bits() {
      return detail instanceof MemberDetail.Bits field ? field.bits() : (long) size * Byte.SIZE;
    }
  }

  /** How Java sees a member, typedefs and qualifiers stripped. */
  public enum Kind {
    /** {@code signed char}, {@code __s8}, also plain {@code char} if signed: {@code byte}. */
    INT8,
    /** {@code unsigned char}, {@code __u8}: {@code byte} holding the same 8 bits. */
    UINT8,
    /** {@code short}: {@code short}. */
    INT16,
    /** {@code unsigned short}: {@code short} holding the same 16 bits. */
    UINT16,
    /** {@code int}: {@code int}. */
    INT32,
    /** {@code unsigned int}: {@code int} holding the same 32 bits. */
    UINT32,
    /** {@code long}, {@code long long}: {@code long}. */
    INT64,
    /** {@code unsigned long}, {@code unsigned long long}: {@code long} holding the same 64 bits. */
    UINT64,
    /** {@code bool}, one byte: {@code boolean}. */
    BOOL,
    /** {@code float}: {@code float}. */
    FLOAT32,
    /** {@code double}: {@code double}. */
    FLOAT64,
    /** {@code enum} without negative constants: {@code int}, or {@code long} if of 8 bytes. */
    ENUM,
    /** {@code enum} with negative constants: {@code int}, or {@code long} if of 8 bytes. */
    SIGNED_ENUM,
    /** {@code char[N]}: {@code String}, in C UTF-8 that ends with NUL. */
    TEXT,
    /** Function pointer at the top level of a struct: the BPF program to be called. */
    PROGRAM,
    /**
     * Data pointer, or function pointer anywhere but at the top level of a struct: {@code long}
     * that must stay 0.
     */
    POINTER,
    /** {@code struct}: an object of a class of its own. */
    STRUCT,
    /** {@code union}: an object of a class of its own, whose members share their bytes. */
    UNION,
    /** Array of anything but {@code char}: a Java array of the same length. */
    ARRAY,
    /**
     * Array of no fixed length that a struct ends with, {@code data[]} or {@code data[0]}: a Java
     * array of as many elements as a record has. {@link MemberDetail.Elements} have 0 as the first
     * length; the member itself has no size.
     */
    FLEXIBLE,
    /** Bitfield: {@code boolean}, {@code int}, or {@code long} if of more than 31 or 32 bits. */
    BITFIELD,
    /** {@code __int128}, {@code long double} and their like: {@code byte[]}; none if of no size. */
    OPAQUE;

    /**
     * {@return whether every bit is one of a Java integer: that of a number, an enum or a data
     * pointer}
     */
    public boolean isInteger() {
      return switch (this) {
        case INT8, UINT8, INT16, UINT16, INT32, UINT32, INT64, UINT64 -> true;
        case ENUM, SIGNED_ENUM, POINTER -> true;
        default -> false;
      };
    }
  }
}
