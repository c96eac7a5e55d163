package org.bpfskel.processor.emit;

import com.palantir.javapoet.TypeName;
import org.bpfskel.btf.StructLayout.Kind;

/**
 * A key or value that is one number, by its kind and size: a table.
 *
 * @param type in Java
 * @param constant of {@code Codec}
 */
record ScalarValue(TypeName type, String constant) {

  static ScalarValue of(Kind kind, int size) {
    return switch (kind) {
      case BOOL -> new ScalarValue(TypeName.BOOLEAN, "BOOL");
      case FLOAT32 -> new ScalarValue(TypeName.FLOAT, "FLOAT32");
      case FLOAT64 -> new ScalarValue(TypeName.DOUBLE, "FLOAT64");
      default ->
          switch (size) {
            case 1 -> new ScalarValue(TypeName.BYTE, "INT8");
            case 2 -> new ScalarValue(TypeName.SHORT, "INT16");
            case 4 -> new ScalarValue(TypeName.INT, "INT32");
            default -> new ScalarValue(TypeName.LONG, "INT64");
          };
    };
  }
}
