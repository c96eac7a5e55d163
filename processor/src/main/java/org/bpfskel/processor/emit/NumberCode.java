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
 * @param name of the method of {@code Variables} that makes a handle, with an s the one of arrays;
 *     in capitals the constant of {@code Codec}
 * @param handle class of the handle
 */
record NumberCode(TypeName type, String name, ClassName handle) {

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
    return switch (size) {
      case 1 -> of(TypeName.BYTE, "int8", "ByteVar");
      case 2 -> of(TypeName.SHORT, "int16", "ShortVar");
      case 4 -> of(TypeName.INT, "int32", "IntVar");
      default -> of(TypeName.LONG, "int64", "LongVar");
    };
  }

  private static NumberCode of(TypeName type, String name, String handle) {
    return new NumberCode(type, name, RuntimeTypes.data(handle));
  }

  /** The constant of {@code Codec}. */
  String codec() {
    return name.toUpperCase(Locale.ROOT);
  }
}
