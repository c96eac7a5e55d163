package org.bpfskel.processor.emit;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import java.util.Objects;
import java.util.stream.Collectors;
import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.processor.model.Field;
import org.bpfskel.processor.model.StructType;

/** Writes the constant that holds the layout of a C struct. */
final class LayoutWriter {
  private final ClassName skeleton;

  LayoutWriter(ClassName skeleton) {
    this.skeleton = skeleton;
  }

  /**
   * Writes:
   *
   * <pre>{@code
   * private static final StructLayout LAYOUT =
   *     StructLayout.of("bpf_testmod_ops", 64)
   *         .program("test_1", "int (*)(void)", 0)
   *         .int32("data", "int", 44)
   *         .build();
   * }</pre>
   */
  FieldSpec write(StructType struct) {
    CodeBlock.Builder code =
        CodeBlock.builder()
            .add(
                "\n$>$>$T.of($S, $L)$>$>",
                RuntimeTypes.STRUCT_LAYOUT,
                struct.layout().name(),
                struct.layout().size());
    for (Field field : struct.fields()) {
      code.add("\n.").add(call(field));
    }
    return FieldSpec.builder(RuntimeTypes.STRUCT_LAYOUT, "LAYOUT", PRIVATE, STATIC, FINAL)
        .initializer(code.add("\n.build()$<$<$<$<").build())
        .build();
  }

  /**
   * Writes, by kind:
   *
   * <pre>{@code
   * int32("data", "int", 44)
   * text("label", "char[9]", 48, 9)
   * struct("origin", "struct point", 60, Point.LAYOUT)
   * array("words", "unsigned int[4]", 68, StructLayout.Kind.UINT32, 4, 4)
   * structs("points", "struct point[2]", 84, Point.LAYOUT, 2)
   * bits("low", "unsigned int", 100, 4, StructLayout.Kind.UINT32, 0, 5)
   * }</pre>
   */
  private CodeBlock call(Field field) {
    Member member = field.member();
    return switch (member.kind()) {
      case STRUCT, UNION ->
          CodeBlock.of(
              "$L($L, $T.LAYOUT)",
              member.kind() == Kind.STRUCT ? "struct" : "union",
              place(member),
              structClass(field));
      case ARRAY -> array(field, (MemberDetail.Elements) member.detail());
      case BITFIELD -> bits(member, (MemberDetail.Bits) member.detail());
      case OPAQUE ->
          CodeBlock.of("member($L, $L, $L)", kind(member.kind()), place(member), member.size());
      default -> scalar(member);
    };
  }

  private static CodeBlock scalar(Member member) {
    ScalarCode code = Objects.requireNonNull(ScalarCode.of(member.kind(), member.size()));
    return code.sized()
        ? CodeBlock.of("$L($L, $L)", code.builder(), place(member), member.size())
        : CodeBlock.of("$L($L)", code.builder(), place(member));
  }

  private CodeBlock array(Field field, MemberDetail.Elements elements) {
    String lengths =
        elements.lengths().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return switch (elements.kind()) {
      case STRUCT, UNION ->
          CodeBlock.of(
              "$L($L, $T.LAYOUT, $L)",
              elements.kind() == Kind.STRUCT ? "structs" : "unions",
              place(field.member()),
              structClass(field),
              lengths);
      default ->
          CodeBlock.of(
              "array($L, $L, $L, $L)",
              place(field.member()),
              kind(elements.kind()),
              elements.size(),
              lengths);
    };
  }

  private static CodeBlock bits(Member member, MemberDetail.Bits bits) {
    return CodeBlock.of(
        "bits($L, $L, $L, $L, $L)",
        place(member),
        member.size(),
        kind(bits.kind()),
        bits.firstBit(),
        bits.bits());
  }

  private static CodeBlock place(Member member) {
    return CodeBlock.of("$S, $S, $L", member.name(), member.cType(), member.offset());
  }

  private static CodeBlock kind(Kind kind) {
    return CodeBlock.of("$T.Kind.$L", RuntimeTypes.STRUCT_LAYOUT, kind);
  }

  private ClassName structClass(Field field) {
    return skeleton.nestedClass(Objects.requireNonNull(field.structClass()));
  }
}
