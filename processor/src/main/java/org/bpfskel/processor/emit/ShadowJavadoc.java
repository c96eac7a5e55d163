package org.bpfskel.processor.emit;

import java.util.List;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.processor.model.EnumType;
import org.bpfskel.processor.model.Field;
import org.bpfskel.processor.model.StructType;

/** The Javadoc of a shadow class and its fields: the C side of each. */
final class ShadowJavadoc {
  private ShadowJavadoc() {}

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
            .append(CText.code("struct " + struct.cName()))
            .append(", ")
            .append(bytes(struct.layout().size()))
            .append(".\n");
    List<Field> leftOut =
        struct.fields().stream().filter(field -> field.leftOut() != null).toList();
    if (!leftOut.isEmpty()) {
      text.append("\n<p>Members without a field:\n\n<ul>\n");
      for (Field field : leftOut) {
        text.append(
            "  <li>%s, %s: %s\n"
                .formatted(
                    CText.code(field.declaration()), place(field.member()), field.leftOut()));
      }
      text.append("</ul>\n");
    }
    return text.toString();
  }

  /** For {@code int data}: its declaration, offset 44, 4 bytes, signed. */
  static String of(Field field) {
    StringBuilder text =
        new StringBuilder("C: ")
            .append(CText.code(field.declaration()))
            .append(", ")
            .append(place(field.member()));
    String note = MemberCode.of(field.member()).note();
    if (!note.isEmpty()) {
      text.append(", ").append(note);
    }
    EnumType enumType = field.enumType();
    if (enumType != null) {
      text.append(": a constant of {@link ").append(enumType.javaName()).append('}');
    }
    return text.append('.').toString();
  }

  static String bytes(int size) {
    return size + (size == 1 ? " byte" : " bytes");
  }

  private static String place(Member member) {
    return "offset " + member.offset() + ", " + bytes(member.size());
  }
}
