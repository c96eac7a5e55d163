package org.bpfskel.btf;

import java.util.StringJoiner;

/** Writes BTF types as C declarations. */
public final class CDeclaration {
  /**
   * Pointers, arrays, functions and qualifiers inside each other; no real declarator comes near.
   */
  private static final int MAX_DEPTH = 32;

  /** A few types can refer to each other in exponentially many ways, so the text is bounded too. */
  private static final int MAX_LENGTH = 4096;

  /** More are not even decoded: many pointers may share one prototype. */
  private static final int MAX_PARAMS = 256;

  private static final String REST = "...";

  /** What a declaration calls the types that it comes down to. */
  interface Names {
    /** The text behind {@code struct} and the like, or alone; empty if there is none. */
    String of(int id) throws BtfException;

    /** What a type tag is as a qualifier, with a space behind it; empty if it is none. */
    default String qualifier(int id) throws BtfException {
      return "";
    }
  }

  private final Btf btf;
  private final Names names;

  /** Characters and levels written so far, about. */
  private int length;

  private CDeclaration(Btf btf, Names names) {
    this.btf = btf;
    this.names = names;
  }

  /**
   * {@return the declaration of a variable or member, such as {@code char name[16]} or {@code int
   * (*test_1)(void)}} With an empty name it is the type's own name: {@code char[16]}, {@code int
   * (*)(void)}. Typedefs are written as such, type tags are left out, anonymous types are {@code
   * struct {...}}.
   *
   * <p>Types nested deeper than 32 levels, loops, more than 256 parameters, and what comes after
   * some 4,000 characters are written as {@code ...}.
   *
   * <p>As {@code btf_dump__emit_type_decl} writes it.
   *
   * @param btf types of an object or a kernel
   * @param type id of the type
   * @param name of the variable or member
   * @throws BtfException if there is no type with that id, or one in the declaration cannot be
   *     decoded
   */
  public static String of(Btf btf, int type, String name) throws BtfException {
    return of(btf, type, name, btf::name);
  }

  /** With other names than the types' own. */
  static String of(Btf btf, int type, String name, Names names) throws BtfException {
    return new CDeclaration(btf, names).declare(type, name, 0);
  }

  /** Goes from the name outwards, as C declarators are read, up to a type that has a name. */
  private String declare(int type, String name, int depth) throws BtfException {
    int id = type;
    String declarator = name;
    String qualifiers = "";
    length += name.length();
    for (int level = depth; level < MAX_DEPTH && length < MAX_LENGTH; level++) {
      length++;
      BtfKind kind = btf.kind(id);
      switch (kind.declarator) {
        case POINTER -> {
          declarator = pointer(qualifiers, declarator);
          qualifiers = "";
          id = ((BtfType.Ptr) btf.type(id)).type();
        }
        case ARRAY -> {
          BtfType.Array array = (BtfType.Array) btf.type(id);
          declarator = grouped(declarator) + "[" + array.length() + "]";
          id = array.element();
        }
        case FUNCTION -> {
          declarator = grouped(declarator) + "(" + params(id, level + 1) + ")";
          qualifiers = "";
          id = btf.sizeOrType(id);
        }
        case QUALIFIER -> {
          String qualifier = kind.keyword() + " ";
          qualifiers += qualifiers.contains(qualifier) ? "" : qualifier;
          id = btf.sizeOrType(id);
        }
        case UNWRITTEN -> {
          qualifiers += kind == BtfKind.TYPE_TAG ? names.qualifier(id) : "";
          id = btf.sizeOrType(id);
        }
        case TAG -> {
          return join(qualifiers + keyword(id, kind) + " " + named(id, "{...}"), declarator);
        }
        case NAME -> {
          return join(qualifiers + named(id, REST), declarator);
        }
        case KEYWORD -> {
          return join(qualifiers + kind.keyword(), declarator);
        }
      }
    }
    return join(REST, declarator);
  }

  private String params(int id, int depth) throws BtfException {
    if (btf.vlen(id) > MAX_PARAMS) {
      return REST;
    }
    BtfType.FuncProto proto = (BtfType.FuncProto) btf.type(id);
    StringJoiner params = new StringJoiner(", ").setEmptyValue(proto.varargs() ? REST : "void");
    for (BtfType.Param param : proto.params()) {
      if (length >= MAX_LENGTH) {
        return params.add(REST).toString();
      }
      params.add(declare(param.type(), param.name(), depth));
    }
    return proto.varargs() && !proto.params().isEmpty()
        ? params.add(REST).toString()
        : params.toString();
  }

  private String named(int id, String otherwise) throws BtfException {
    String name = names.of(id);
    length += name.length();
    return name.isEmpty() ? otherwise : name;
  }

  /** A type that is only declared has a flag that tells its keyword. */
  private String keyword(int id, BtfKind kind) {
    if (kind != BtfKind.FWD) {
      return kind.keyword();
    }
    return (btf.kindFlag(id) ? BtfKind.UNION : BtfKind.STRUCT).keyword();
  }

  /** In {@code *const p} the qualifiers belong to the pointer. */
  private static String pointer(String qualifiers, String declarator) {
    return qualifiers.isEmpty() ? "*" + declarator : join("*" + qualifiers.strip(), declarator);
  }

  /** Brackets bind tighter than the star, so what points to an array or function needs its own. */
  private static String grouped(String declarator) {
    return declarator.startsWith("*") ? "(" + declarator + ")" : declarator;
  }

  private static String join(String specifier, String declarator) {
    return declarator.isEmpty() || declarator.startsWith("[")
        ? specifier + declarator
        : specifier + " " + declarator;
  }
}
