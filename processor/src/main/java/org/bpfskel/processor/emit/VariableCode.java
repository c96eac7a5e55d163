package org.bpfskel.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.Objects;
import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.processor.model.Field;

/** The pieces of Java that the handle of one global variable takes. */
final class VariableCode {
  private final ClassName skeleton;
  private final Field variable;
  private final Kind kind;
  private final int size;

  /** {@code skeleton} is the class in which the classes of structs are nested. */
  VariableCode(ClassName skeleton, Field variable) {
    this.skeleton = skeleton;
    this.variable = variable;
    this.kind = variable.member().kind();
    this.size = variable.member().size();
  }

  TypeName type() {
    return switch (kind) {
      case STRUCT, UNION -> of("StructVar", structClass());
      case ARRAY -> of("ArrayVar", fieldCode().type(), elementType());
      case TEXT -> of("ValueVar", ClassName.get(String.class));
      case OPAQUE -> of("ValueVar", ArrayTypeName.of(TypeName.BYTE));
      default -> NumberCode.of(kind, size).handle();
    };
  }

  /**
   * Writes, by kind:
   *
   * <pre>{@code
   * int32(2)
   * struct(3, Point::new)
   * int32s(4, () -> new int[4])
   * structs(5, () -> new Point[2], Point::new)
   * text(6)
   * bytes(7)
   * }</pre>
   */
  CodeBlock initializer() {
    int index = variable.index();
    return switch (kind) {
      case STRUCT, UNION -> CodeBlock.of("struct($L, $T::new)", index, structClass());
      case ARRAY -> array((MemberDetail.Elements) variable.member().detail());
      case TEXT -> CodeBlock.of("text($L)", index);
      case OPAQUE -> CodeBlock.of("bytes($L)", index);
      default -> CodeBlock.of("$L($L)", NumberCode.of(kind, size).name(), index);
    };
  }

  private CodeBlock array(MemberDetail.Elements elements) {
    CodeBlock empty = fieldCode().emptyArray(elements);
    return switch (elements.kind()) {
      case STRUCT, UNION ->
          CodeBlock.of("structs($L, () -> $L, $T::new)", variable.index(), empty, structClass());
      case TEXT -> CodeBlock.of("texts($L, () -> $L)", variable.index(), empty);
      default ->
          CodeBlock.of(
              "$Ls($L, () -> $L)",
              NumberCode.of(elements.kind(), elements.size()).name(),
              variable.index(),
              empty);
    };
  }

  private TypeName elementType() {
    MemberDetail.Elements elements = (MemberDetail.Elements) variable.member().detail();
    return switch (elements.kind()) {
      case STRUCT, UNION -> of("StructVar", structClass());
      case TEXT -> of("ValueVar", ClassName.get(String.class));
      default -> NumberCode.of(elements.kind(), elements.size()).handle();
    };
  }

  private FieldCode fieldCode() {
    return new FieldCode(skeleton, variable);
  }

  private static TypeName of(String handle, TypeName... arguments) {
    return ParameterizedTypeName.get(RuntimeTypes.data(handle), arguments);
  }

  private ClassName structClass() {
    return TypeClassName.of(skeleton, Objects.requireNonNull(variable.structClass()));
  }
}
