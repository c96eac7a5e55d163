package org.bpfskel.processor.model;

import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.StructLayout;
import org.jspecify.annotations.Nullable;

/** Says why a C member becomes no Java field. */
final class LeftOut {
  private LeftOut() {}

  /** The reason, in terms of C; null if there is a field. */
  static @Nullable String reason(Btf btf, int typeId, StructLayout.Kind kind) throws BtfException {
    return switch (kind) {
      case POINTER -> pointer(btf, typeId);
      case STRUCT -> "embedded struct: it keeps its initial value from C";
      case UNION -> "embedded union: it keeps its initial value from C";
      case ARRAY -> "array of other than char: it keeps its initial value from C";
      case BITFIELD -> "bitfield: it keeps its initial value from C";
      case OPAQUE -> opaque(btf, btf.resolve(typeId));
      default -> null;
    };
  }

  private static String pointer(Btf btf, int typeId) throws BtfException {
    return MemberTypes.isFunctionPointer(btf, typeId)
        ? "function pointer inside an anonymous struct or union: libbpf puts no program there"
        : "data pointer: libbpf takes only NULL here";
  }

  private static String opaque(Btf btf, int id) throws BtfException {
    return switch (btf.kind(id)) {
      case ARRAY -> "flexible array: it has no size of its own";
      case INT, FLOAT, ENUM, ENUM64 ->
          "%d-byte number: Java has no such type".formatted(btf.sizeOf(id));
      default -> "incomplete type: its size is unknown";
    };
  }
}
