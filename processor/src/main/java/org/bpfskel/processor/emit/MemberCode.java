package org.bpfskel.processor.emit;

import com.palantir.javapoet.TypeName;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.btf.StructLayout.Member;

/**
 * How a member of a C struct appears in Java, by its kind: a table.
 *
 * @param type of the field
 * @param accessor the pair of methods of {@code StructImage}, empty for a member without a field
 * @param builder the method of {@code StructLayout.Builder}, empty for a member without a field
 * @param sized whether that method takes the size in bytes
 * @param note what the C type leaves open, for the Javadoc; empty if nothing
 */
record MemberCode(TypeName type, String accessor, String builder, boolean sized, String note) {

  static MemberCode of(Member member) {
    return switch (member.kind()) {
      case INT8 -> integer(TypeName.BYTE, "int8", "int8", "signed");
      case UINT8 -> integer(TypeName.BYTE, "int8", "uint8", "unsigned");
      case INT16 -> integer(TypeName.SHORT, "int16", "int16", "signed");
      case UINT16 -> integer(TypeName.SHORT, "int16", "uint16", "unsigned");
      case INT32 -> integer(TypeName.INT, "int32", "int32", "signed");
      case UINT32 -> integer(TypeName.INT, "int32", "uint32", "unsigned");
      case INT64 -> integer(TypeName.LONG, "int64", "int64", "signed");
      case UINT64 -> integer(TypeName.LONG, "int64", "uint64", "unsigned");
      case BOOL -> integer(TypeName.BOOLEAN, "bool", "bool", "");
      case FLOAT32 -> integer(TypeName.FLOAT, "float32", "float32", "");
      case FLOAT64 -> integer(TypeName.DOUBLE, "float64", "float64", "");
      case ENUM, SIGNED_ENUM -> enumeration(member);
      case TEXT ->
          new MemberCode(
              TypeName.get(String.class),
              "text",
              "text",
              true,
              "at most " + (member.size() - 1) + " bytes of UTF-8 and a NUL");
      case PROGRAM ->
          new MemberCode(
              RuntimeTypes.nullable(RuntimeTypes.STRUCT_OPS_PROGRAM),
              "program",
              "program",
              false,
              "");
      default -> new MemberCode(TypeName.VOID, "", "", true, "");
    };
  }

  private static MemberCode integer(TypeName type, String accessor, String builder, String note) {
    return new MemberCode(type, accessor, builder, false, note);
  }

  private static MemberCode enumeration(Member member) {
    boolean wide = member.size() == Long.BYTES;
    boolean signed = member.kind() == Kind.SIGNED_ENUM;
    return new MemberCode(
        wide ? TypeName.LONG : TypeName.INT,
        wide ? "int64" : "enum32",
        signed ? "signedEnumeration" : "enumeration",
        true,
        signed ? "signed" : "unsigned");
  }

  boolean hasField() {
    return !accessor.isEmpty();
  }
}
