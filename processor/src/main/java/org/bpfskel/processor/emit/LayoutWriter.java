package org.bpfskel.processor.emit;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Member;

/** Writes the constant that holds the layout of a C struct. */
final class LayoutWriter {
  private LayoutWriter() {}

  /**
   * Writes:
   *
   * <pre>{@code
   * private static final StructLayout LAYOUT =
   *     StructLayout.of("bpf_testmod_ops", 64)
   *         .program("test_1", "int (*)(void)", 0)
   *         …
   *         .build();
   * }</pre>
   */
  static FieldSpec write(StructLayout layout) {
    CodeBlock.Builder code =
        CodeBlock.builder()
            .add(
                "\n$>$>$T.of($S, $L)$>$>",
                RuntimeTypes.STRUCT_LAYOUT,
                layout.name(),
                layout.size());
    layout.members().forEach(member -> code.add("\n$L", call(member)));
    return FieldSpec.builder(RuntimeTypes.STRUCT_LAYOUT, "LAYOUT", PRIVATE, STATIC, FINAL)
        .initializer(code.add("\n.build()$<$<$<$<").build())
        .build();
  }

  private static CodeBlock call(Member member) {
    MemberCode code = MemberCode.of(member);
    if (!code.hasField()) {
      return CodeBlock.of(
          ".member($T.Kind.$L, $S, $S, $L, $L)",
          RuntimeTypes.STRUCT_LAYOUT,
          member.kind(),
          member.name(),
          member.cType(),
          member.offset(),
          member.size());
    }
    CodeBlock size = code.sized() ? CodeBlock.of(", $L", member.size()) : CodeBlock.of("");
    return CodeBlock.of(
        ".$L($S, $S, $L$L)", code.builder(), member.name(), member.cType(), member.offset(), size);
  }
}
