package org.bpfskel.btf;

/**
 * What libbpf takes from an object's BTF without a look, and dies of. The type that a prototype
 * returns: it goes there at load, to compare it with the kernel's. Offset and size of a struct_ops
 * variable: it copies at open from where their sum of 32 bits wraps to.
 */
public final class BtfBounds {
  private BtfBounds() {}

  /**
   * Checks it. In time linear in the size of the BTF.
   *
   * @param btf types of an object or a kernel
   * @throws BtfException if a prototype returns a type that does not exist, or a struct, a section
   *     or a variable has a size or an offset of 2 GiB or more
   */
  public static void check(Btf btf) throws BtfException {
    for (int id = 1; id < btf.typeCount(); id++) {
      int word = btf.sizeOrType(id);
      switch (btf.kind(id)) {
        case FUNC_PROTO -> {
          if (Integer.compareUnsigned(word, btf.typeCount()) >= 0) {
            throw BtfException.nowhere(
                "prototype %d returns type %s, the last one is %d"
                    .formatted(id, Integer.toUnsignedString(word), btf.typeCount() - 1));
          }
        }
        case STRUCT -> {
          if (word < 0) {
            throw BtfException.nowhere("struct %d has a size of 2 GiB or more".formatted(id));
          }
        }
        case DATASEC -> btf.type(id); // decoding looks
        default -> {}
      }
    }
  }
}
