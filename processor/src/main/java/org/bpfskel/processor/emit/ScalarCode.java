package org.bpfskel.processor.emit;

import com.palantir.javapoet.TypeName;
import org.bpfskel.btf.StructLayout.Kind;
import org.jspecify.annotations.Nullable;

/**
 * How one value of C appears in Java, by its kind: a table.
 *
 * @param type in Java
 * @param accessor the method of {@code StructReader} and of {@code StructWriter}
 * @param builder the method of {@code GeneratedLayout}
 * @param sized whether that method takes the size in bytes
 * @param note what the Java type leaves open, for the Javadoc; empty if nothing
 */
record ScalarCode(TypeName type, String accessor, String builder, boolean sized, String note) {

  /** Null for what is more than one value: structs, arrays, bitfields, bytes without a type. */
  static @Nullable ScalarCode of(Kind kind, int size) {
    return switch (kind) {
      case INT8 -> number(TypeName.BYTE, "int8", "int8", "signed");
      case UINT8 -> number(TypeName.BYTE, "int8", "uint8", "unsigned");
      case INT16 -> number(TypeName.SHORT, "int16", "int16", "signed");
      case UINT16 -> number(TypeName.SHORT, "int16", "uint16", "unsigned");
      case INT32 -> number(TypeName.INT, "int32", "int32", "signed");
      case UINT32 -> number(TypeName.INT, "int32", "uint32", "unsigned");
      case INT64 -> number(TypeName.LONG, "int64", "int64", "signed");
      case UINT64 -> number(TypeName.LONG, "int64", "uint64", "unsigned");
      case BOOL -> number(TypeName.BOOLEAN, "bool", "bool", "");
      case FLOAT32 -> number(TypeName.FLOAT, "float32", "float32", "");
      case FLOAT64 -> number(TypeName.DOUBLE, "float64", "float64", "");
      case ENUM -> enumeration(size, "enumeration", "unsigned");
      case SIGNED_ENUM -> enumeration(size, "signedEnumeration", "signed");
      case TEXT ->
          new ScalarCode(
              TypeName.get(String.class),
              "text",
              "text",
              true,
              "at most " + (size - 1) + " bytes of UTF-8 and a NUL");
      case PROGRAM ->
          number(RuntimeTypes.nullable(RuntimeTypes.STRUCT_OPS_PROGRAM), "program", "program", "");
      case POINTER -> number(TypeName.LONG, "pointer", "pointer", "a pointer of C");
      case STRUCT, UNION, ARRAY, FLEXIBLE, BITFIELD, OPAQUE -> null;
    };
  }

  private static ScalarCode number(TypeName type, String accessor, String builder, String note) {
    return new ScalarCode(type, accessor, builder, false, note);
  }

  private static ScalarCode enumeration(int size, String builder, String note) {
    boolean wide = size == Long.BYTES;
    return new ScalarCode(
        wide ? TypeName.LONG : TypeName.INT, wide ? "int64" : "enum32", builder, true, note);
  }
}
