package org.bpfskel.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.Locale;
import org.bpfskel.btf.StructLayout.Kind;

/**
 * How a key, a value or a global variable that is one number appears in Java, by its kind and size:
 * a table.
 *
 * @param type in Java
 * @param name of the method of {@code Variables} that makes a handle, with an s the one of arrays
 * @param codec the constant of {@code Codec}
 * @param handle class of the handle
 */
record NumberCode(TypeName type, String name, String codec, ClassName handle) {

  static NumberCode of(Kind kind, int size) {
    if (kind == Kind.BOOL) {
      return of(TypeName.BOOLEAN, "bool", "BoolVar");
    }
    if (kind == Kind.FLOAT32) {
      return of(TypeName.FLOAT, "float32", "FloatVar");
    }
    if (kind == Kind.FLOAT64) {
      return of(TypeName.DOUBLE, "float64", "DoubleVar");
    }
    if (size < Integer.BYTES && (kind == Kind.ENUM || kind == Kind.SIGNED_ENUM)) {
      String codec = kind.name() + size * Byte.SIZE;
      return new NumberCode(TypeName.INT, "enum32", codec, RuntimeTypes.data("EnumVar"));
    }
    return switch (size) {
      case 1 -> of(TypeName.BYTE, "int8", "ByteVar");
      case 2 -> of(TypeName.SHORT, "int16", "ShortVar");
      case 4 -> of(TypeName.INT, "int32", "IntVar");
      default -> of(TypeName.LONG, "int64", "LongVar");
    };
  }

  private static NumberCode of(TypeName type, String name, String handle) {
    return new NumberCode(type, name, name.toUpperCase(Locale.ROOT), RuntimeTypes.data(handle));
  }
}
