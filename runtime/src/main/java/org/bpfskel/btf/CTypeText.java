package org.bpfskel.btf;

import java.util.List;
import java.util.regex.Pattern;

/** Types as a C header has them: anonymous ones with their members where they are used. */
final class CTypeText implements CDeclaration.Names {
  /** Bits of the type that padding is made of. */
  private static final int LONG = 64;

  private static final Pattern ADDRESS_SPACE = Pattern.compile("address_space\\(\\d+\\)");

  private final Btf btf;
  private final HeaderNames names;
  private final CStructLayout.Reader layouts;

  /** What lines begin with. */
  private String indent = "";

  CTypeText(Btf btf, HeaderNames names) {
    this.btf = btf;
    this.names = names;
    this.layouts = new CStructLayout.Reader(btf);
  }

  /** A variable of that type, or a typedef behind the word. */
  String declaration(int type, String name) throws BtfException {
    return CDeclaration.of(btf, type, name, this);
  }

  /** The type's own name, such as {@code struct list_head}. */
  String type(int id) throws BtfException {
    return declaration(id, "");
  }

  /** The type with its members or constants. */
  String definition(int id) throws BtfException {
    String name = names.of(id);
    String keyword = btf.kind(id).keyword();
    return (name.isEmpty() ? keyword : keyword + " " + name) + " " + body(id);
  }

  @Override
  public String of(int id) throws BtfException {
    String number = CNumber.of(btf, id);
    if (number != null) {
      return number;
    }
    String name = names.of(id);
    boolean tagged = btf.kind(id).isComposite() || btf.kind(id).isEnumeration();
    return name.isEmpty() && tagged ? body(id) : name;
  }

  /** An address space makes a pointer another type; other tags are for the verifier. */
  @Override
  public String qualifier(int id) throws BtfException {
    boolean attribute = btf.kindFlag(id) && ADDRESS_SPACE.matcher(btf.name(id)).matches();
    return attribute ? "__attribute__((" + btf.name(id) + ")) " : "";
  }

  private String body(int id) throws BtfException {
    BtfType type = btf.type(id);
    StringBuilder lines = new StringBuilder("{\n");
    String outer = indent;
    indent += "\t";
    String attributes =
        type instanceof BtfType.Enum enumeration
            ? constants(enumeration, lines)
            : members(id, (BtfType.Composite) type, lines);
    indent = outer;
    return lines.append(indent).append('}').append(attributes).toString();
  }

  private String members(int id, BtfType.Composite struct, StringBuilder lines)
      throws BtfException {
    CStructLayout layout = layouts.read(id);
    long at = 0;
    List<BtfType.Member> members = struct.members();
    for (int i = 0; i < members.size(); i++) {
      BtfType.Member member = members.get(i);
      pad(at, layout.padding().get(i), lines);
      lines.append(indent).append(member(member));
      if (member.bitfieldSize() != 0) {
        lines.append(": ").append(member.bitfieldSize());
      }
      lines.append(";\n");
      at =
          member.bitOffset()
              + (member.bitfieldSize() != 0
                  ? member.bitfieldSize()
                  : 8 * btf.sizeOf(member.type()));
    }
    pad(struct.kind() == BtfKind.UNION ? 0 : at, layout.trailing(), lines);
    String packed = layout.packed() ? " __attribute__((packed))" : "";
    return layout.attribute() == 1
        ? packed
        : packed + " __attribute__((aligned(" + layout.attribute() + ")))";
  }

  /** A member without a name has its members in place, even if its type has a name. */
  private String member(BtfType.Member member) throws BtfException {
    int type = btf.resolve(member.type());
    return member.name().isEmpty() && btf.kind(type).isComposite()
        ? btf.kind(type).keyword() + " " + body(type)
        : declaration(member.type(), member.name());
  }

  /** Bitfields without a name, none across the bounds of a long. */
  private void pad(long from, int bits, StringBuilder lines) {
    long at = from;
    long end = from + bits;
    while (at < end) {
      long next = Math.min(end - at, LONG - at % LONG);
      lines.append(indent).append("long: ").append(next).append(";\n");
      at += next;
    }
  }

  private String constants(BtfType.Enum enumeration, StringBuilder lines) {
    List<BtfType.Value> values = enumeration.values();
    if (values.isEmpty()) { // one that was only declared, which C lets nobody use
      values = List.of(new BtfType.Value(enumeration.name() + "___empty", 0));
    }
    for (BtfType.Value value : values) {
      lines
          .append(indent)
          .append(names.constant(value.name()))
          .append(" = ")
          .append(number(enumeration, value.value()))
          .append(",\n");
    }
    return switch (enumeration.size()) {
      case 1 -> " __attribute__((mode(byte)))";
      case 2 -> " __attribute__((mode(HI)))";
      case 8 -> " __attribute__((mode(word)))";
      default -> "";
    };
  }

  private static String number(BtfType.Enum enumeration, long value) {
    if (enumeration.size() < 8) {
      return Long.toString(value);
    }
    if (!enumeration.signed()) {
      return Long.toUnsignedString(value) + "ULL";
    }
    // The lowest number has no literal of its own.
    return value == Long.MIN_VALUE ? "(" + (value + 1) + "LL - 1)" : value + "LL";
  }
}
