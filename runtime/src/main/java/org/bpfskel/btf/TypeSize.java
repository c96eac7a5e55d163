package org.bpfskel.btf;

/** How large variables of a type are. */
final class TypeSize {
  /** BPF is a 64-bit machine, whatever it was compiled on. */
  private static final int POINTER_BYTES = 8;

  private static final long MAX_BYTES = 0xffff_ffffL;

  private TypeSize() {}

  /** As {@link Btf#sizeOf}. */
  static long of(Btf btf, int id) throws BtfException {
    int current = id;
    long count = 1;
    for (int depth = 0; depth < Btf.MAX_RESOLVE_DEPTH; depth++) {
      BtfKind kind = btf.kind(current);
      switch (kind.size) {
        case OWN -> {
          return product(id, count, Integer.toUnsignedLong(btf.sizeOrType(current)));
        }
        case POINTER -> {
          return product(id, count, POINTER_BYTES);
        }
        case ELEMENTS -> {
          BtfType.Array array = (BtfType.Array) btf.type(current);
          count = product(id, count, array.length());
          current = array.element();
        }
        case OF_TYPE -> current = btf.sizeOrType(current);
        case NONE ->
            throw BtfException.nowhere("type " + id + " has no size: it comes down to " + kind);
      }
    }
    throw Btf.tooDeep(id);
  }

  private static long product(int id, long count, long each) throws BtfException {
    // Both factors are below 2^32, so the product cannot wrap below the limit unseen.
    if (each != 0 && count > MAX_BYTES / each) {
      throw BtfException.nowhere("type " + id + " is larger than " + MAX_BYTES + " bytes");
    }
    return count * each;
  }
}
