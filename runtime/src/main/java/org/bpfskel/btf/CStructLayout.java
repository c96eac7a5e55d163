package org.bpfskel.btf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a struct has to be written in C so that clang gives each member the place that BTF says: with
 * padding in front of members and at the end, and packed if alignment would be in the way. What the
 * source said, an alignment for one, BTF does not know.
 *
 * @param padding bits in front of each member
 * @param trailing bits behind the last one
 * @param packed whether nothing is aligned
 * @param align in bytes, of the struct as it is written
 * @param attribute the alignment that a union has to be given for its size; 1 for none
 */
record CStructLayout(
    List<Integer> padding, int trailing, boolean packed, int align, int attribute) {

  /** Works them out, each struct once. */
  static final class Reader {
    private static final int MAX_ALIGN = 16;

    /** Bits of the widest bitfield. */
    private static final int LONG = 64;

    private final Btf btf;
    private final Map<Integer, CStructLayout> known = new HashMap<>();

    Reader(Btf btf) {
      this.btf = btf;
    }

    CStructLayout read(int id) throws BtfException {
      CStructLayout layout = known.get(id);
      if (layout == null) {
        BtfType.Composite struct = (BtfType.Composite) btf.type(id);
        layout = read(struct);
        known.put(id, layout);
      }
      return layout;
    }

    private CStructLayout read(BtfType.Composite struct) throws BtfException {
      CStructLayout aligned = lay(struct, false);
      CStructLayout layout = aligned == null ? lay(struct, true) : aligned;
      if (layout == null) {
        throw BtfException.nowhere(
            "%s %s cannot be written in C: its members overlap, or do not fit into its %d bytes"
                .formatted(struct.kind().keyword(), struct.name(), struct.size()));
      }
      return layout;
    }

    /** Null if clang would have a member, or the end, at another place. */
    private @Nullable CStructLayout lay(BtfType.Composite struct, boolean packed)
        throws BtfException {
      boolean union = struct.kind() == BtfKind.UNION;
      List<Integer> padding = new ArrayList<>();
      long at = 0;
      long end = 0;
      int align = 1;
      for (BtfType.Member member : struct.members()) {
        int own = packed ? 1 : align(member.type());
        long bits = 8 * btf.sizeOf(member.type());
        boolean bitfield = member.bitfieldSize() != 0;
        long from = union ? 0 : at;
        long natural = bitfield ? place(from, member, bits, own, packed) : roundUp(from, 8L * own);
        long want = member.bitOffset();
        if (natural == want) {
          padding.add(0);
        } else {
          long padded = bitfield ? place(want, member, bits, own, packed) : roundUp(want, 8L * own);
          if (union || want < from || padded != want) {
            return null;
          }
          padding.add((int) (want - from));
        }
        at = want + (bitfield ? member.bitfieldSize() : bits);
        end = Math.max(end, at);
        align = Math.max(align, own);
      }
      long size = 8L * struct.size();
      long natural = roundUp(end, 8L * align);
      if (natural == size) {
        return new CStructLayout(padding, 0, packed, align, 1);
      }
      if (end > size || size % (8L * align) != 0) {
        return null;
      }
      if (!union || size <= LONG) {
        return new CStructLayout(padding, (int) (union ? size : size - end), packed, align, 1);
      }
      for (long attribute = 2L * align; attribute <= struct.size(); attribute *= 2) {
        if (roundUp(end, 8 * attribute) == size) {
          return new CStructLayout(padding, 0, packed, (int) attribute, (int) attribute);
        }
      }
      return null;
    }

    /** A bitfield does not cross a unit of its type, unless it is packed. */
    private static long place(
        long at, BtfType.Member member, long bits, int align, boolean packed) {
      boolean crosses = at % bits + member.bitfieldSize() > bits;
      return crosses && !packed ? roundUp(at, 8L * align) : at;
    }

    /** The alignment, in bytes, of a type as it is written. */
    private int align(int id) throws BtfException {
      int type = btf.resolve(id);
      return switch (btf.kind(type)) {
        case STRUCT, UNION -> read(type).align();
        case ARRAY -> align(((BtfType.Array) btf.type(type)).element());
        default -> (int) Math.max(1, Math.min(MAX_ALIGN, btf.sizeOf(type)));
      };
    }

    private static long roundUp(long at, long unit) {
      return (at + unit - 1) / unit * unit;
    }
  }
}
