package org.bpfskel.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.processor.model.Field;
import org.jspecify.annotations.Nullable;

/** The pieces of Java that one field of a shadow class takes. */
final class FieldCode {
  private final ClassName skeleton;
  private final Field field;
  private final Member member;

  /** {@code skeleton} is the class in which the classes of embedded structs are nested. */
  FieldCode(ClassName skeleton, Field field) {
    this.skeleton = skeleton;
    this.field = field;
    this.member = field.member();
  }

  /** Whether the field holds an object for good, whose own fields are edited. */
  boolean isEmbedded() {
    return member.kind() == Kind.STRUCT || member.kind() == Kind.UNION;
  }

  TypeName type() {
    return switch (member.kind()) {
      case STRUCT, UNION -> structClass();
      case BITFIELD -> bitfieldType();
      case ARRAY, FLEXIBLE -> arrayType((MemberDetail.Elements) member.detail());
      case OPAQUE -> ArrayTypeName.of(TypeName.BYTE);
      default -> scalar().type();
    };
  }

  /**
   * Writes, by kind, what the field is in a struct that is all zero; null for what Java makes zero:
   *
   * <pre>{@code
   * new Point()
   * ""
   * new int[4]
   * {}
   * zeroed(new Point[2], Point::new)
   * }</pre>
   */
  @Nullable CodeBlock zero() {
    return switch (member.kind()) {
      case STRUCT, UNION -> CodeBlock.of("new $T()", structClass());
      case TEXT -> CodeBlock.of("$S", "");
      case OPAQUE -> CodeBlock.of("new byte[$L]", member.size());
      case FLEXIBLE -> CodeBlock.of("{}");
      case ARRAY -> zeroArray((MemberDetail.Elements) member.detail());
      default -> null;
    };
  }

  private CodeBlock zeroArray(MemberDetail.Elements elements) {
    CodeBlock empty = emptyArray(elements);
    boolean zeros = elements.layout() == null && elements.kind() != Kind.TEXT;
    return zeros ? empty : CodeBlock.of("zeroed($L, $T::new)", empty, elementType(elements));
  }

  /**
   * Writes, by kind:
   *
   * <pre>{@code
   * data = image.int32(2);
   * image.struct(3, origin);
   * words = image.array(4, new int[4]);
   * points = image.structs(5, new Point[2], Point::new);
   * data = image.flexible(8, data, byte[]::new);
   * low = (int) image.bits(6);
   * flag = image.bits(7) != 0;
   * }</pre>
   */
  CodeBlock read() {
    int index = field.index();
    return switch (member.kind()) {
      case STRUCT, UNION -> CodeBlock.of("image.struct($L, $L)", index, target());
      case BITFIELD -> assign(bitfieldRead());
      case FLEXIBLE -> assign(flexibleRead((MemberDetail.Elements) member.detail()));
      case ARRAY -> assign(arrayRead((MemberDetail.Elements) member.detail()));
      case OPAQUE -> assign(CodeBlock.of("image.array($L, new byte[$L])", index, member.size()));
      default -> assign(CodeBlock.of("image.$L($L)", scalar().accessor(), index));
    };
  }

  /**
   * Writes, by kind:
   *
   * <pre>{@code
   * image.int32(2, data);
   * image.struct(3, origin);
   * image.putArray(4, words);
   * image.flexible(8, data);
   * image.bits(6, low);
   * image.bits(7, flag ? 1 : 0);
   * }</pre>
   */
  CodeBlock write() {
    int index = field.index();
    return switch (member.kind()) {
      case STRUCT, UNION -> CodeBlock.of("image.struct($L, $L)", index, target());
      case BITFIELD ->
          CodeBlock.of(
              isBoolean() ? "image.bits($L, $L ? 1 : 0)" : "image.bits($L, $L)", index, target());
      case FLEXIBLE -> CodeBlock.of("image.flexible($L, $L)", index, target());
      case ARRAY, OPAQUE -> CodeBlock.of("image.putArray($L, $L)", index, target());
      default -> CodeBlock.of("image.$L($L, $L)", scalar().accessor(), index, target());
    };
  }

  private CodeBlock assign(CodeBlock value) {
    return CodeBlock.of("$L = $L", target(), value);
  }

  /** The parameter of read and write hides a member of its name. */
  private String target() {
    return field.javaName().equals("image") ? "this.image" : field.javaName();
  }

  private ScalarCode scalar() {
    return Objects.requireNonNull(ScalarCode.of(member.kind(), member.size()));
  }

  private ClassName structClass() {
    return TypeClassName.of(skeleton, Objects.requireNonNull(field.structClass()));
  }

  private TypeName arrayType(MemberDetail.Elements elements) {
    TypeName type = elementType(elements);
    for (int i = 0; i < elements.lengths().size(); i++) {
      type = ArrayTypeName.of(type);
    }
    return type;
  }

  private TypeName elementType(MemberDetail.Elements elements) {
    ScalarCode scalar = ScalarCode.of(elements.kind(), elements.size());
    return scalar == null ? structClass() : scalar.type();
  }

  private CodeBlock arrayRead(MemberDetail.Elements elements) {
    CodeBlock empty = emptyArray(elements);
    return elements.layout() == null
        ? CodeBlock.of("image.array($L, $L)", field.index(), empty)
        : CodeBlock.of("image.structs($L, $L, $T::new)", field.index(), empty, structClass());
  }

  private CodeBlock flexibleRead(MemberDetail.Elements elements) {
    CodeBlock empty = emptyOfLength(elements);
    return elements.layout() == null
        ? CodeBlock.of("image.flexible($L, $L, $L)", field.index(), target(), empty)
        : CodeBlock.of(
            "image.flexible($L, $L, $L, $T::new)", field.index(), target(), empty, structClass());
  }

  /** Writes {@code byte[]::new}, or {@code length -> new int[length][4]}. */
  private CodeBlock emptyOfLength(MemberDetail.Elements elements) {
    List<Integer> lengths = elements.lengths();
    return lengths.size() == 1
        ? CodeBlock.of("$T::new", arrayType(elements))
        : CodeBlock.of(
            "length -> new $T[length]$L",
            elementType(elements),
            lengths(lengths.subList(1, lengths.size()), "[", "]"));
  }

  /** Writes {@code 4, 2}. */
  static String lengths(MemberDetail.Elements elements) {
    StringJoiner lengths = new StringJoiner(", ");
    for (int length : elements.lengths()) {
      lengths.add(Integer.toString(length));
    }
    return lengths.toString();
  }

  /** Writes {@code [4][2]}, or whatever stands before and after each. */
  static String lengths(List<Integer> lengths, String before, String after) {
    StringBuilder text = new StringBuilder();
    for (int length : lengths) {
      text.append(before).append(length).append(after);
    }
    return text.toString();
  }

  /** Writes {@code new int[4]}. */
  CodeBlock emptyArray(MemberDetail.Elements elements) {
    CodeBlock.Builder empty = CodeBlock.builder().add("new $T", elementType(elements));
    for (int length : elements.lengths()) {
      empty.add("[$L]", length);
    }
    return empty.build();
  }

  private MemberDetail.Bits bits() {
    return (MemberDetail.Bits) member.detail();
  }

  private boolean isBoolean() {
    return bits().kind() == Kind.BOOL;
  }

  private TypeName bitfieldType() {
    if (isBoolean()) {
      return TypeName.BOOLEAN;
    }
    return bits().fitsInt() ? TypeName.INT : TypeName.LONG;
  }

  private CodeBlock bitfieldRead() {
    if (isBoolean()) {
      return CodeBlock.of("image.bits($L) != 0", field.index());
    }
    return CodeBlock.of(
        bits().fitsInt() ? "(int) image.bits($L)" : "image.bits($L)", field.index());
  }
}
