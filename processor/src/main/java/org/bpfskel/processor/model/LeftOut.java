package org.bpfskel.processor.model;

import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.StructLayout;
import org.jspecify.annotations.Nullable;

/** Says why a C member becomes no Java field. */
final class LeftOut {
  private LeftOut() {}

  /** The reason, in terms of C; null if there is a field. */
  static @Nullable String reason(Btf btf, int typeId, StructLayout.Kind kind) throws BtfException {
    return switch (kind) {
      case POINTER -> pointer(btf, typeId);
      case STRUCT -> "embedded struct";
      case UNION -> "embedded union";
      case ARRAY -> "array";
      case BITFIELD -> "bitfield";
      case OPAQUE -> opaque(btf, btf.resolve(typeId));
      default -> null;
    };
  }

  private static String pointer(Btf btf, int typeId) throws BtfException {
    BtfType.Ptr pointer = (BtfType.Ptr) btf.type(btf.resolve(typeId));
    return btf.kind(btf.resolve(pointer.type())) == BtfKind.FUNC_PROTO
        ? "function pointer inside an anonymous struct or union: libbpf puts no program there"
        : "data pointer: the kernel takes none here";
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
