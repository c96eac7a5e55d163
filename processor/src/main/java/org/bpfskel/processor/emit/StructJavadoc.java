package org.bpfskel.processor.emit;

import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.processor.model.Field;
import org.bpfskel.processor.model.StructType;
import org.bpfskel.processor.model.TypeClass;

/** The Javadoc of the class of a C struct, and of its fields: the C side of each. */
final class StructJavadoc {
  private StructJavadoc() {}

  /**
   * Writes:
   *
   * <pre>
   * C: {@code struct bpf_testmod_ops}, 64 bytes.
   *
   * {@code <p>}Members without a field: …
   * </pre>
   */
  static String of(StructType struct) {
    StringBuilder text =
        new StringBuilder("C: ")
            .append(EscapedText.code(struct.cType()))
            .append(", ")
            .append(bytes(struct.layout().size()))
            .append(".\n");
    String start = "\n<p>Members without a field:\n\n<ul>\n";
    String end = "";
    for (Field field : struct.fields()) {
      if (field.leftOut() != null) {
        text.append(start)
            .append("  <li>")
            .append(EscapedText.code(field.declaration()))
            .append(", ")
            .append(place(field.member()))
            .append(": ")
            .append(field.leftOut())
            .append('\n');
        start = "";
        end = "</ul>\n";
      }
    }
    return text.append(end).toString();
  }

  /** For a member of a struct_ops type, which libbpf lets point to nothing. */
  static String ofStructOps(Field field) {
    return field.member().kind() == Kind.POINTER ? of(field, ", which must stay 0") : of(field);
  }

  /** For {@code int data}: its declaration, offset 44, 4 bytes, signed. */
  static String of(Field field) {
    return of(field, "");
  }

  private static String of(Field field, String restriction) {
    StringBuilder text =
        new StringBuilder("C: ")
            .append(EscapedText.code(field.declaration()))
            .append(", ")
            .append(place(field.member()));
    String note = note(field.member());
    if (!note.isEmpty()) {
      text.append(", ").append(note);
    }
    text.append(restriction);
    TypeClass constants = field.enumClass();
    if (constants != null) {
      text.append(": a constant of {@link ").append(constants.qualifiedName()).append('}');
    }
    return text.append('.').toString();
  }

  /** What the C declaration and the Java type leave open. */
  private static String note(Member member) {
    return switch (member.kind()) {
      case STRUCT, ARRAY -> arrayNote(member);
      case FLEXIBLE -> flexibleNote(member);
      case UNION -> "whose members share their bytes: change one of them only";
      case BITFIELD -> bitsNote((MemberDetail.Bits) member.detail());
      case OPAQUE -> "in native byte order";
      default -> scalarNote(member.kind(), member.size());
    };
  }

  private static String arrayNote(Member member) {
    return member.detail() instanceof MemberDetail.Elements elements
        ? scalarNote(elements.kind(), elements.size())
        : "";
  }

  private static String flexibleNote(Member member) {
    String element = arrayNote(member);
    return (element.isEmpty() ? "" : element + ", ")
        + "as many elements as a record has: empty elsewhere";
  }

  private static String bitsNote(MemberDetail.Bits bits) {
    return bits.bits()
        + (bits.bits() == 1 ? " bit" : " bits")
        + " from bit "
        + bits.firstBit()
        + (bits.kind() == Kind.BOOL ? "" : bits.signed() ? ", signed" : ", unsigned");
  }

  private static String scalarNote(Kind kind, int size) {
    ScalarCode scalar = ScalarCode.of(kind, size);
    return scalar == null ? "" : scalar.note();
  }

  static String bytes(int size) {
    return size + (size == 1 ? " byte" : " bytes");
  }

  private static String place(Member member) {
    String offset = "offset " + member.offset();
    // How wide a bitfield is stands in its note.
    return switch (member.kind()) {
      case BITFIELD, FLEXIBLE -> offset;
      default -> offset + ", " + bytes(member.size());
    };
  }
}
