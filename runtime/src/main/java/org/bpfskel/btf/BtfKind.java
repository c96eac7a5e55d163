package org.bpfskel.btf;

/**
 * What a BTF type is: {@code BTF_KIND_*} of {@code linux/btf.h}, in the order of its numbers.
 *
 * <p>One table: what holds for all types of a kind is a column here, and is asked nowhere by the
 * kind's name. A new kind must be added to three files: it is a row of this table; a record of
 * {@link BtfType}, unless one of these has its declarator already; and a case of {@link
 * BtfDecoder}, which does not compile without it. It has no Java value until {@link MemberKinds}
 * gives it one.
 */
public enum BtfKind {
  /** Type 0, C's {@code void}. Has no record in the data. */
  VOID(row(Size.NONE).written(Declarator.KEYWORD).keyword("void")),
  /** Integer, character or boolean. */
  INT(row(Size.OWN).fixed(1)),
  /** Pointer. */
  PTR(row(Size.POINTER).refers().written(Declarator.POINTER)),
  /** Array of one dimension; more dimensions are arrays of arrays. */
  ARRAY(row(Size.ELEMENTS).fixed(3).types(2).written(Declarator.ARRAY)),
  /** {@code struct} with its members. */
  STRUCT(row(Size.OWN).each(3, Element.TYPED_NAME).composite().tag("struct")),
  /** {@code union} with its members. */
  UNION(row(Size.OWN).each(3, Element.TYPED_NAME).composite().tag("union")),
  /** Enumeration with values of up to 32 bits. */
  ENUM(row(Size.OWN).each(2, Element.NAME).enumeration().tag("enum")),
  /** {@code struct} or {@code union} that is only declared. */
  FWD(row(Size.NONE).tag("")),
  /** {@code typedef}. */
  TYPEDEF(row(Size.OF_TYPE).refers().keyword("typedef")),
  /** {@code volatile}. */
  VOLATILE(row(Size.OF_TYPE).refers().qualifier("volatile")),
  /** {@code const}. */
  CONST(row(Size.OF_TYPE).refers().qualifier("const")),
  /** {@code restrict}. */
  RESTRICT(row(Size.OF_TYPE).refers().qualifier("restrict")),
  /** Function; its type is a {@link #FUNC_PROTO}. */
  FUNC(row(Size.NONE).refers().written(Declarator.UNWRITTEN)),
  /** Function prototype: return type and parameters. libbpf does not look at the first. */
  FUNC_PROTO(row(Size.NONE).each(2, Element.TYPED_NAME).written(Declarator.FUNCTION)),
  /** Global variable. */
  VAR(row(Size.OF_TYPE).fixed(1).refers().written(Declarator.UNWRITTEN)),
  /** ELF section with the variables in it. */
  DATASEC(row(Size.OWN).each(3, Element.TYPE)),
  /** Floating point number. */
  FLOAT(row(Size.OWN)),
  /** {@code __attribute__((btf_decl_tag("…")))} on a declaration. */
  DECL_TAG(row(Size.OF_TYPE).fixed(1).refers().written(Declarator.UNWRITTEN)),
  /** {@code __attribute__((btf_type_tag("…")))} on a type. */
  TYPE_TAG(row(Size.OF_TYPE).refers().written(Declarator.UNWRITTEN)),
  /** Enumeration with values of up to 64 bits. */
  ENUM64(row(Size.OWN).each(3, Element.NAME).enumeration().tag("enum")),
  /** A kind newer than this reader, which the data's layout section tells how to step over. */
  UNKNOWN(row(Size.NONE));

  /** Where the size of a type is found. */
  enum Size {
    /** In the record's third word. */
    OWN,
    /** It is that of a pointer. */
    POINTER,
    /** It is that of as many elements as the array has. */
    ELEMENTS,
    /** It is that of the type that the record refers to. */
    OF_TYPE,
    /** Nowhere: there are no values of the type. */
    NONE
  }

  /** What each of the record's vlen elements begins with. */
  enum Element {
    NAME,
    TYPE,
    /** A name, then a type. */
    TYPED_NAME,
    /** There are none. */
    NONE
  }

  /** How C writes a type of the kind in the declaration of a variable. */
  enum Declarator {
    /** By its name. */
    NAME,
    /** By the keyword. */
    KEYWORD,
    /** By both. */
    TAG,
    /** As a word before the type. */
    QUALIFIER,
    /** As a star. */
    POINTER,
    /** In brackets. */
    ARRAY,
    /** As a list of parameters. */
    FUNCTION,
    /** Not at all; what it refers to is. */
    UNWRITTEN
  }

  private static final BtfKind[] VALUES = values();

  /** 32-bit words that follow the record's common part, and words of each of its vlen elements. */
  final int fixedWords;

  final int elementWords;

  /** How many of the words that follow the common part, from the first on, are ids of types. */
  final int fixedTypes;

  final Element element;

  /** All bits if the record's third word is the id of a type, else none. */
  final int typeMask;

  final Size size;
  final Declarator declarator;

  private final String keyword;
  private final boolean composite;
  private final boolean enumeration;

  BtfKind(Columns row) {
    fixedWords = row.fixedWords;
    elementWords = row.elementWords;
    fixedTypes = row.fixedTypes;
    element = row.element;
    typeMask = row.typeMask;
    size = row.size;
    declarator = row.declarator;
    keyword = row.keyword;
    composite = row.composite;
    enumeration = row.enumeration;
  }

  /** Kind of a record. No record is {@link #VOID}: type 0 has none. */
  static BtfKind ofRecord(int number) {
    // UNKNOWN, the last value, has no number of its own.
    return number > 0 && number < VALUES.length - 1 ? VALUES[number] : UNKNOWN;
  }

  /**
   * {@return the kind of an enumeration of that size}
   *
   * @param bytes of the enumeration's integer
   */
  public static BtfKind ofEnum(int bytes) {
    return bytes > Integer.BYTES ? ENUM64 : ENUM;
  }

  /**
   * {@return words of 32 bits that a record of this kind has for each of its elements: members,
   * values, parameters or variables; 0 of a kind without}
   */
  public int elementWords() {
    return elementWords;
  }

  /** {@return whether types of this kind have members: {@code struct} and {@code union}} */
  public boolean isComposite() {
    return composite;
  }

  /** {@return whether types of this kind have named constants, of whatever size} */
  public boolean isEnumeration() {
    return enumeration;
  }

  /**
   * {@return the word of C that a type of this kind is told by, such as {@code enum}; empty if
   * none}
   */
  public String keyword() {
    return keyword;
  }

  /** Whether a type of this kind takes its size and meaning from the type it refers to. */
  boolean isTransparent() {
    return size == Size.OF_TYPE;
  }

  private static Columns row(Size size) {
    return new Columns(size);
  }

  /** A row of the table. What is not said is what most kinds have. */
  private static final class Columns {
    private final Size size;
    private int fixedWords;
    private int fixedTypes;
    private int elementWords;
    private Element element = Element.NONE;
    private int typeMask;
    private Declarator declarator = Declarator.NAME;
    private String keyword = "";
    private boolean composite;
    private boolean enumeration;

    private Columns(Size size) {
      this.size = size;
    }

    /** Words behind the record's common part. */
    private Columns fixed(int words) {
      fixedWords = words;
      return this;
    }

    /** So many of these words are ids of types that must exist. */
    private Columns types(int count) {
      fixedTypes = count;
      return this;
    }

    /** Elements of so many words each. */
    private Columns each(int words, Element begin) {
      elementWords = words;
      element = begin;
      return this;
    }

    /** The record's third word is the id of a type that must exist. */
    private Columns refers() {
      typeMask = -1;
      return this;
    }

    private Columns composite() {
      composite = true;
      return this;
    }

    private Columns enumeration() {
      enumeration = true;
      return this;
    }

    private Columns written(Declarator how) {
      declarator = how;
      return this;
    }

    private Columns keyword(String word) {
      keyword = word;
      return this;
    }

    private Columns tag(String word) {
      return written(Declarator.TAG).keyword(word);
    }

    private Columns qualifier(String word) {
      return written(Declarator.QUALIFIER).keyword(word);
    }
  }
}
