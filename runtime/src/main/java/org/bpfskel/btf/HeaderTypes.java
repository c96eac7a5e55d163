package org.bpfskel.btf;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes types of one BTF into a header, each once, and after what it needs. */
final class HeaderTypes {
  /** Types inside each other; no real one comes near. */
  private static final int MAX_DEPTH = 256;

  private final Btf btf;

  /** Those of the kernel, whose ids come first, if these are of a module. */
  private final @Nullable HeaderTypes kernel;

  private final int firstId;
  private final HeaderNames names;
  private final CTypeText text;
  private final StringBuilder header;

  /** Ids of what stands in the header: only declared, begun, and whole. */
  private final Set<Integer> declared = new HashSet<>();

  private final Set<Integer> begun = new HashSet<>();
  private final Set<Integer> whole = new HashSet<>();

  /** Of a kernel. */
  HeaderTypes(Btf btf, HeaderNames names, StringBuilder header) {
    this.btf = btf;
    this.kernel = null;
    this.firstId = 1;
    this.names = names;
    this.text = new CTypeText(btf, names);
    this.header = header;
  }

  /** Of a module, in its kernel's header. */
  HeaderTypes(Btf module, HeaderNames names, HeaderTypes kernel) {
    this.btf = module;
    this.kernel = kernel;
    this.firstId = kernel.btf.typeCount();
    this.names = names;
    this.text = new CTypeText(module, names);
    this.header = kernel.header;
  }

  /** Writes a type with all of it. */
  void write(int id) throws BtfException {
    need(id, true, 0);
  }

  /** The prototype of a function, whose types are written before. */
  String function(int id) throws BtfException {
    need(id, false, 0);
    return text.declaration(btf.sizeOrType(id), btf.name(id));
  }

  /** Writes what a declaration with that type needs before it. */
  private void need(int id, boolean complete, int depth) throws BtfException {
    if (kernel != null && id < firstId) {
      kernel.need(id, complete, depth);
      return;
    }
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
    if (kernel != null && id < firstId) {
      kernel.tag(id, complete, depth);
      return;
    }
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
