package org.bpfskel.processor.emit;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.processor.model.Field;
import org.bpfskel.processor.model.TypeClass;

/** Writes the constant that holds the layout of a C struct. */
final class LayoutWriter {
  private static final ArrayCalls ARRAY = new ArrayCalls("array", "structs", "unions");
  private static final ArrayCalls FLEXIBLE =
      new ArrayCalls("flexible", "flexibleStructs", "flexibleUnions");
  private static final MethodSpec PART =
      MethodSpec.methodBuilder("layout").addParameter(RuntimeTypes.LAYOUT, "layout").build();

  private final ClassName skeleton;
  private final StructLayout layout;
  private final List<List<Field>> parts;
  private final Set<String> fieldNames = new HashSet<>();

  /** {@code fields} are those of the layout's members. */
  LayoutWriter(ClassName skeleton, StructLayout layout, List<Field> fields) {
    this.skeleton = skeleton;
    this.layout = layout;
    this.parts = Parts.of(fields);
    for (Field field : fields) {
      fieldNames.add(field.javaName());
    }
  }

  /**
   * Writes:
   *
   * <pre>{@code
   * private static final GeneratedLayout LAYOUT =
   *     GeneratedLayout.of("bpf_testmod_ops", 64)
   *         .program("test_1", "int (*)(void)", 0) // 0
   *         .int32("data", "int", 44) // 1
   *         .build();
   * }</pre>
   */
  FieldSpec constant() {
    CodeBlock value =
        parts.size() > 1
            ? CodeBlock.of("layoutOfParts()")
            : CodeBlock.of("\n$>$>$L$>$>$L\n.build()$<$<$<$<", start(), calls(parts.get(0), ""));
    return FieldSpec.builder(RuntimeTypes.LAYOUT, "LAYOUT", PRIVATE, STATIC, FINAL)
        .addJavadoc("Each member, with the index that the code below names it by.\n")
        .initializer(value)
        .build();
  }

  /**
   * Writes, for a large struct only:
   *
   * <pre>{@code
   * private static GeneratedLayout layoutOfParts() {
   *   GeneratedLayout layout = GeneratedLayout.of("large_ops", 4096);
   *   layout1(layout);
   *   layout2(layout);
   *   return layout.build();
   * }
   * }</pre>
   */
  List<MethodSpec> ofAllParts() {
    if (parts.size() == 1) {
      return List.of();
    }
    MethodSpec.Builder whole =
        MethodSpec.methodBuilder("layoutOfParts")
            .addModifiers(PRIVATE, STATIC)
            .returns(RuntimeTypes.LAYOUT)
            .addStatement("$T layout = $L", RuntimeTypes.LAYOUT, start());
    Parts.calls(PART, parts.size()).forEach(whole::addStatement);
    return List.of(whole.addStatement("return layout.build()").build());
  }

  /**
   * Writes, for each part of a large struct:
   *
   * <pre>{@code
   * static void layout1(GeneratedLayout layout) {
   *   layout
   *       .int32("first", "int", 0) // 0
   *       .int32("second", "int", 4); // 1
   * }
   * }</pre>
   */
  List<MethodSpec> ofPart(int number) {
    return parts.size() == 1
        ? List.of()
        : List.of(
            Parts.method(PART, number)
                .addModifiers(STATIC)
                .addCode("layout$>$>$L$<$<\n", calls(parts.get(number - 1), ";"))
                .build());
  }

  /** Writes {@code GeneratedLayout.of("bpf_testmod_ops", 64)}, by what has the name. */
  private CodeBlock start() {
    String method =
        switch (layout.naming()) {
          case STRUCT_TAG -> "of";
          case UNION_TAG -> "ofUnion";
          case TYPEDEF -> "ofTypedef";
        };
    return CodeBlock.of(
        "$T.$L($L, $L)",
        RuntimeTypes.LAYOUT,
        method,
        EscapedText.literal(layout.name()),
        layout.size());
  }

  /** Writes the calls on a builder, each on a line of its own, and {@code end} after the last. */
  private CodeBlock calls(List<Field> fields, String end) {
    CodeBlock.Builder code = CodeBlock.builder();
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      code.add("\n.$L", call(field));
      code.add("$L // $L", i == fields.size() - 1 ? end : "", field.index());
    }
    return code.build();
  }

  /**
   * Writes, by kind:
   *
   * <pre>{@code
   * int32("data", "int", 44)
   * text("label", "char[9]", 48, 9)
   * struct("origin", "struct point", 60, Point.LAYOUT)
   * array("words", "unsigned int[4]", 68, GeneratedLayout.UINT32, 4, 4)
   * flexible("data", "char[]", 104, GeneratedLayout.INT8, 1)
   * structs("points", "struct point[2]", 84, Point.LAYOUT, 2)
   * bits("low", "unsigned int", 100, 4, GeneratedLayout.UINT32, 0, 5)
   * }</pre>
   */
  private CodeBlock call(Field field) {
    Member member = field.member();
    return switch (member.kind()) {
      case STRUCT, UNION ->
          CodeBlock.of(
              "$L($L, $L)",
              member.kind() == Kind.STRUCT ? "struct" : "union",
              place(member),
              structLayout(field));
      case ARRAY -> {
        MemberDetail.Elements elements = (MemberDetail.Elements) member.detail();
        yield array(field, elements, ARRAY, elements.lengths());
      }
      case FLEXIBLE -> {
        MemberDetail.Elements elements = (MemberDetail.Elements) member.detail();
        List<Integer> lengths = elements.lengths();
        yield array(field, elements, FLEXIBLE, lengths.subList(1, lengths.size()));
      }
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

  private CodeBlock array(
      Field field, MemberDetail.Elements elements, ArrayCalls calls, List<Integer> lengths) {
    CodeBlock element =
        switch (elements.kind()) {
          case STRUCT, UNION -> structLayout(field);
          default -> CodeBlock.of("$L, $L", kind(elements.kind()), elements.size());
        };
    return CodeBlock.of(
        "$L($L, $L$L)",
        calls.of(elements.kind()),
        place(field.member()),
        element,
        FieldCode.lengths(lengths, ", ", ""));
  }

  /** The builder's methods for one kind of arrays, by their elements. */
  private record ArrayCalls(String scalars, String structs, String unions) {
    String of(Kind element) {
      return switch (element) {
        case STRUCT -> structs;
        case UNION -> unions;
        default -> scalars;
      };
    }
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
    return CodeBlock.of(
        "$L, $L, $L",
        EscapedText.literal(member.name()),
        EscapedText.literal(member.cType()),
        member.offset());
  }

  private static CodeBlock kind(Kind kind) {
    return CodeBlock.of("$T.$L", RuntimeTypes.LAYOUT, kind);
  }

  /**
   * Writes {@code Point.LAYOUT}; of a class of other holders, {@code GeneratedLayout.of(new
   * SharedTypes.Point())}. By the skeleton's name too where a field has the class's own, and would
   * hide it.
   */
  private CodeBlock structLayout(Field field) {
    TypeClass type = Objects.requireNonNull(field.structClass());
    ClassName name = TypeClassName.of(skeleton, type);
    if (type.holder() != null) {
      return CodeBlock.of("$T.of(new $T())", RuntimeTypes.LAYOUT, name);
    }
    return fieldNames.contains(type.simpleName())
        ? CodeBlock.of("$T.$L.LAYOUT", skeleton, type.simpleName())
        : CodeBlock.of("$T.LAYOUT", name);
  }
}
