package org.bpfskel.generated;

import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.btf.StructLayout.Member;

/**
 * The members of a {@link GeneratedLayout} that have no members themselves: numbers, enums, text,
 * pointers and programs, by a method for each kind. What a method is given is what the object's BTF
 * says; nothing of it is checked here.
 *
 * <p>Every method throws {@link IllegalStateException} once the layout is complete. Members are
 * added by one thread alone.
 */
public abstract sealed class LayoutScalars permits GeneratedLayout {
  LayoutScalars() {}

  /** Adds a member behind those that are there. */
  abstract GeneratedLayout add(Member member);

  final GeneratedLayout member(
      Kind kind, String name, String cType, int offset, int size, MemberDetail detail) {
    return add(new Member(name, cType, offset, size, kind, detail));
  }

  /**
   * Adds a member of a kind that leaves nothing open, as one of {@link Kind#OPAQUE} has no method
   * of its own.
   *
   * @param kind what the member is in Java
   * @param name the member's name in C
   * @param cType its type as C writes it, without the name
   * @param offset bytes from the start of the struct to the member
   * @param size its bytes; 0 for what has none
   * @return this layout
   */
  public final GeneratedLayout member(Kind kind, String name, String cType, int offset, int size) {
    return member(kind, name, cType, offset, size, MemberDetail.NONE);
  }

  /**
   * Adds a member of kind {@link Kind#INT8}: an integer of one byte with a sign, {@code signed
   * char} or {@code __s8}.
   *
   * @param name the member's name in C
   * @param cType its type as C writes it, without the name
   * @param offset bytes from the start of the struct to the member
   * @return this layout
   */
  public final GeneratedLayout int8(String name, String cType, int offset) {
    return member(Kind.INT8, name, cType, offset, 1);
  }

  /**
   * Adds a member of kind {@link Kind#UINT8}: an integer of one byte without a sign, {@code
   * unsigned char} or {@code __u8}.
   *
   * @param name the member's name in C
   * @param cType its type as C writes it, without the name
   * @param offset bytes from the start of the struct to the member
   * @return this layout
   */
  public final GeneratedLayout uint8(String name, String cType, int offset) {
    return member(Kind.UINT8, name, cType, offset, 1);
  }

  /**
   * Adds a member of kind {@link Kind#INT16}: an integer of two bytes with a sign, {@code short} or
   * {@code __s16}.
   *
   * @param name the member's name in C
   * @param cType its type as C writes it, without the name
   * @param offset bytes from the start of the struct to the member
   * @return this layout
   */
  public final GeneratedLayout int16(String name, String cType, int offset) {
    return member(Kind.INT16, name, cType, offset, 2);
  }

  /**
   * Adds a member of kind {@link Kind#UINT16}: an integer of two bytes without a sign, {@code
   * unsigned short} or {@code __u16}.
   *
   * @param name the member's name in C
   * @param cType its type as C writes it, without the name
   * @param offset bytes from the start of the struct to the member
   * @return this layout
   */
  public final GeneratedLayout uint16(String name, String cType, int offset) {
    return member(Kind.UINT16, name, cType, offset, 2);
  }

  /**
   * Adds a member of kind {@link Kind#INT32}: an integer of four bytes with a sign, {@code int} or
   * {@code __s32}.
   *
   * @param name the member's name in C
   * @param cType its type as C writes it, without the name
   * @param offset bytes from the start of the struct to the member
   * @return this layout
   */
  public final GeneratedLayout int32(String name, String cType, int offset) {
    return member(Kind.INT32, name, cType, offset, 4);
  }

  /**
   * Adds a member of kind {@link Kind#UINT32}: an integer of four bytes without a sign, {@code
   * unsigned int} or {@code __u32}.
   *
   * @param name the member's name in C
   * @param cType its type as C writes it, without the name
   * @param offset bytes from the start of the struct to the member
   * @return this layout
   */
  public final GeneratedLayout uint32(String name, String cType, int offset) {
    return member(Kind.UINT32, name, cType, offset, 4);
  }

  /**
   * Adds a member of kind {@link Kind#INT64}: an integer of eight bytes with a sign, {@code long}
   * or {@code __s64}.
   *
   * @param name the member's name in C
   * @param cType its type as C writes it, without the name
   * @param offset bytes from the start of the struct to the member
   * @return this layout
   */
  public final GeneratedLayout int64(String name, String cType, int offset) {
    return member(Kind.INT64, name, cType, offset, 8);
  }

  /**
   * Adds a member of kind {@link Kind#UINT64}: an integer of eight bytes without a sign, {@code
   * unsigned long} or {@code __u64}.
   *
   * @param name the member's name in C
   * @param cType its type as C writes it, without the name
   * @param offset bytes from the start of the struct to the member
   * @return this layout
   */
  public final GeneratedLayout uint64(String name, String cType, int offset) {
    return member(Kind.UINT64, name, cType, offset, 8);
  }

  /**
   * Adds a member of kind {@link Kind#BOOL}: a {@code bool}, which has one byte.
   *
   * @param name the member's name in C
   * @param cType its type as C writes it, without the name
   * @param offset bytes from the start of the struct to the member
   * @return this layout
   */
  public final GeneratedLayout bool(String name, String cType, int offset) {
    return member(Kind.BOOL, name, cType, offset, 1);
  }

  /**
   * Adds a member of kind {@link Kind#FLOAT32}: a {@code float}, which has four bytes.
   *
   * @param name the member's name in C
   * @param cType its type as C writes it, without the name
   * @param offset bytes from the start of the struct to the member
   * @return this layout
   */
  public final GeneratedLayout float32(String name, String cType, int offset) {
    return member(Kind.FLOAT32, name, cType, offset, 4);
  }

  /**
   * Adds a member of kind {@link Kind#FLOAT64}: a {@code double}, which has eight bytes.
   *
   * @param name the member's name in C
   * @param cType its type as C writes it, without the name
   * @param offset bytes from the start of the struct to the member
   * @return this layout
   */
  public final GeneratedLayout float64(String name, String cType, int offset) {
    return member(Kind.FLOAT64, name, cType, offset, 8);
  }

  /**
   * Adds a member of kind {@link Kind#POINTER}: a pointer to data, or to a function that libbpf
   * puts no program to: the eight bytes of an address, whatever the machine.
   *
   * @param name the member's name in C
   * @param cType its type as C writes it, without the name
   * @param offset bytes from the start of the struct to the member
   * @return this layout
   */
  public final GeneratedLayout pointer(String name, String cType, int offset) {
    return member(Kind.POINTER, name, cType, offset, 8);
  }

  /**
   * Adds a member of kind {@link Kind#PROGRAM}: a function pointer at the top level of a struct_ops
   * struct, for which Java has a program: the eight bytes of an address, whatever the machine.
   *
   * @param name the member's name in C
   * @param cType its type as C writes it, without the name
   * @param offset bytes from the start of the struct to the member
   * @return this layout
   */
  public final GeneratedLayout program(String name, String cType, int offset) {
    return member(Kind.PROGRAM, name, cType, offset, 8);
  }

  /**
   * Adds a member of kind {@link Kind#ENUM}: an {@code enum} none of whose constants is negative.
   *
   * @param name the member's name in C
   * @param cType its type as C writes it, without the name
   * @param offset bytes from the start of the struct to the member
   * @param size bytes of the enum: 1, 2, 4 or 8
   * @return this layout
   */
  public final GeneratedLayout enumeration(String name, String cType, int offset, int size) {
    return member(Kind.ENUM, name, cType, offset, size);
  }

  /**
   * Adds a member of kind {@link Kind#SIGNED_ENUM}: an {@code enum} with negative constants.
   *
   * @param name the member's name in C
   * @param cType its type as C writes it, without the name
   * @param offset bytes from the start of the struct to the member
   * @param size bytes of the enum: 1, 2, 4 or 8
   * @return this layout
   */
  public final GeneratedLayout signedEnumeration(String name, String cType, int offset, int size) {
    return member(Kind.SIGNED_ENUM, name, cType, offset, size);
  }

  /**
   * Adds a member of kind {@link Kind#TEXT}: a {@code char[N]}, which holds text that ends with
   * NUL.
   *
   * @param name the member's name in C
   * @param cType its type as C writes it, without the name
   * @param offset bytes from the start of the struct to the member
   * @param size bytes of the array, that of NUL included
   * @return this layout
   */
  public final GeneratedLayout text(String name, String cType, int offset, int size) {
    return member(Kind.TEXT, name, cType, offset, size);
  }
}
