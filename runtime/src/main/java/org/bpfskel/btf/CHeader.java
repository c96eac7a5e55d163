package org.bpfskel.btf;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Writes the types of BTF as a C header for BPF programs, {@code vmlinux.h} for one, as {@code
 * bpftool btf dump file FILE format c} does. Every struct has the size and the offsets that it has
 * in BTF, and accesses to its members are relocated by libbpf ({@code preserve_access_index})
 * unless {@code BPF_NO_PRESERVE_ACCESS_INDEX} is defined.
 *
 * <p>Of several types of one name the first keeps it, the others are {@code NAME___2} and so on.
 * Functions and variables are left out.
 */
public final class CHeader {
  private static final String BEGIN =
      """
      #ifndef __VMLINUX_H__
      #define __VMLINUX_H__

      #ifndef BPF_NO_PRESERVE_ACCESS_INDEX
      #pragma clang attribute push (__attribute__((preserve_access_index)), apply_to = record)
      #endif

      """;

  private static final String END =
      """
      #ifndef BPF_NO_PRESERVE_ACCESS_INDEX
      #pragma clang attribute pop
      #endif

      #endif
      """;

  /** Types inside each other; no real one comes near. */
  private static final int MAX_DEPTH = 256;

  private final Btf btf;
  private final HeaderNames names;
  private final CTypeText text;
  private final StringBuilder header = new StringBuilder();

  /** Ids of what stands in the header: only declared, begun, and whole. */
  private final Set<Integer> declared = new HashSet<>();

  private final Set<Integer> begun = new HashSet<>();
  private final Set<Integer> whole = new HashSet<>();

  private CHeader(Btf btf) throws BtfException {
    this.btf = btf;
    this.names = new HeaderNames(btf);
    this.text = new CTypeText(btf, names);
  }

  /**
   * All types.
   *
   * @throws BtfException if a type is malformed, or no C could have it
   */
  public static String of(Btf btf) throws BtfException {
    CHeader header = new CHeader(btf);
    BitSet inside = header.anonymousInside();
    for (int id = 1; id < btf.typeCount(); id++) {
      if (!inside.get(id)) {
        header.need(id, true, 0);
      }
    }
    return BEGIN + header.header + END;
  }

  /**
   * Only these types, and what they need: types that stand behind pointers alone are only declared.
   *
   * @throws BtfException if there is no such type, a type is malformed, or no C could have it
   */
  public static String of(Btf btf, Collection<Integer> types) throws BtfException {
    CHeader header = new CHeader(btf);
    for (int id : types) {
      header.need(id, true, 0);
    }
    return BEGIN + header.header + END;
  }

  /** Types that are written where they are used: all but enumerations that nothing uses. */
  private BitSet anonymousInside() throws BtfException {
    BitSet inside = new BitSet();
    for (int id = 1; id < btf.typeCount(); id++) {
      BtfKind kind = btf.kind(id);
      if (kind.isComposite()) {
        BtfType.Composite struct = (BtfType.Composite) btf.type(id);
        struct.members().forEach(member -> inside.set(member.type()));
        inside.set(id, struct.name().isEmpty());
      } else if (kind == BtfKind.FUNC_PROTO) {
        ((BtfType.FuncProto) btf.type(id)).params().forEach(param -> inside.set(param.type()));
      } else if (kind == BtfKind.ARRAY) {
        inside.set(((BtfType.Array) btf.type(id)).element());
      } else if (kind.typeMask != 0 && kind.declarator != BtfKind.Declarator.UNWRITTEN) {
        inside.set(btf.sizeOrType(id));
      }
    }
    for (int id = 1; id < btf.typeCount(); id++) {
      BtfKind kind = btf.kind(id);
      boolean named = !btf.name(id).isEmpty();
      boolean written = named ? isWritten(kind) : kind.isEnumeration() && !inside.get(id);
      inside.set(id, !written);
    }
    return inside;
  }

  private static boolean isWritten(BtfKind kind) {
    return kind.isComposite() || kind.isEnumeration() || kind == BtfKind.TYPEDEF;
  }

  /** Writes what a declaration with that type needs before it. */
  private void need(int id, boolean complete, int depth) throws BtfException {
    if (depth > MAX_DEPTH) {
      throw BtfException.nowhere("type " + id + " is nested deeper than " + MAX_DEPTH + " types");
    }
    BtfKind kind = btf.kind(id);
    switch (kind.declarator) {
      case POINTER -> need(btf.sizeOrType(id), false, depth + 1);
      case ARRAY -> need(((BtfType.Array) btf.type(id)).element(), true, depth + 1);
      case FUNCTION -> {
        need(btf.sizeOrType(id), false, depth + 1);
        for (BtfType.Param param : ((BtfType.FuncProto) btf.type(id)).params()) {
          need(param.type(), false, depth + 1);
        }
      }
      case QUALIFIER, UNWRITTEN -> need(btf.sizeOrType(id), complete, depth + 1);
      case TAG -> tag(names.definition(id), complete, depth);
      case NAME -> {
        if (kind == BtfKind.TYPEDEF) {
          typedef(id, complete, depth);
        }
      }
      case KEYWORD -> {}
    }
  }

  private void tag(int id, boolean complete, int depth) throws BtfException {
    BtfKind kind = btf.kind(id);
    boolean anonymous = btf.name(id).isEmpty();
    if (kind.isEnumeration()) {
      if (!anonymous || depth == 0) {
        define(id, depth);
      }
    } else if (anonymous) {
      members(id, depth);
    } else if (complete && kind != BtfKind.FWD) {
      define(id, depth);
    } else if (!whole.contains(id) && declared.add(id)) {
      header.append(text.type(id)).append(";\n\n");
    }
  }

  private void define(int id, int depth) throws BtfException {
    if (whole.contains(id)) {
      return;
    }
    if (!begun.add(id)) {
      throw BtfException.nowhere("type " + id + ", " + btf.name(id) + ", contains itself");
    }
    if (btf.kind(id).isComposite()) {
      members(id, depth);
    }
    header.append(text.definition(id)).append(";\n\n");
    whole.add(id);
  }

  private void members(int id, int depth) throws BtfException {
    for (BtfType.Member member : ((BtfType.Composite) btf.type(id)).members()) {
      need(member.type(), true, depth + 1);
    }
  }

  private void typedef(int id, boolean complete, int depth) throws BtfException {
    int type = btf.sizeOrType(id);
    if (begun.add(id)) {
      need(type, false, depth + 1);
      header.append("typedef ").append(text.declaration(type, names.of(id))).append(";\n\n");
    }
    if (complete) {
      need(type, true, depth + 1);
    }
  }
}
