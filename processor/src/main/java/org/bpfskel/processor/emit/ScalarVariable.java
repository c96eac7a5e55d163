package org.bpfskel.processor.emit;

import com.palantir.javapoet.ClassName;
import org.bpfskel.btf.StructLayout.Kind;

/**
 * The handle of a global variable of one value, by its kind and size: a table.
 *
 * @param type of the handle
 * @param factory the method of {@code Variables} that makes it; with an s the one of arrays
 */
record ScalarVariable(ClassName type, String factory) {

  static ScalarVariable of(Kind kind, int size) {
    return switch (kind) {
      case BOOL -> of("BoolVar", "bool");
      case FLOAT32 -> of("FloatVar", "float32");
      case FLOAT64 -> of("DoubleVar", "float64");
      default ->
          switch (size) {
            case 1 -> of("ByteVar", "int8");
            case 2 -> of("ShortVar", "int16");
            case 4 -> of("IntVar", "int32");
            default -> of("LongVar", "int64");
          };
    };
  }

  private static ScalarVariable of(String type, String factory) {
    return new ScalarVariable(RuntimeTypes.data(type), factory);
  }
}
