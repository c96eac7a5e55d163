package org.bpfskel.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.Objects;
import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.processor.model.Field;

/** The pieces of Java that a map's key or value takes. */
final class ValueCode {
  private final ClassName skeleton;
  private final Field value;

  /** {@code skeleton} is the class in which the classes of structs are nested. */
  ValueCode(ClassName skeleton, Field value) {
    this.skeleton = skeleton;
    this.value = value;
  }

  /** As a type argument. */
  TypeName type() {
    return switch (kind()) {
      case STRUCT, UNION -> structClass();
      case ARRAY -> fieldCode().type();
      case TEXT -> ClassName.get(String.class);
      case OPAQUE -> ArrayTypeName.of(TypeName.BYTE);
      default -> number().type().box();
    };
  }

  /**
   * Writes, by kind:
   *
   * <pre>{@code
   * Codec.INT32
   * Codec.struct(Flow::new)
   * Codec.text(16)
   * Codec.bytes(24)
   * Codec.array(() -> new int[4], GeneratedLayout.UINT32, 4, 4)
   * Codec.structs(() -> new Flow[2], Flow::new, 2)
   * }</pre>
   */
  CodeBlock codec() {
    Member member = value.member();
    return switch (kind()) {
      case STRUCT, UNION -> codec("struct($T::new)", structClass());
      case ARRAY -> array((MemberDetail.Elements) member.detail());
      case TEXT -> codec("text($L)", member.size());
      case OPAQUE -> codec("bytes($L)", member.size());
      default -> codec("$L", number().codec());
    };
  }

  private CodeBlock array(MemberDetail.Elements elements) {
    CodeBlock empty = fieldCode().emptyArray(elements);
    String lengths = FieldCode.lengths(elements);
    return elements.layout() == null
        ? codec(
            "array(() -> $L, $T.$L, $L, $L)",
            empty,
            RuntimeTypes.LAYOUT,
            elements.kind(),
            elements.size(),
            lengths)
        : codec("structs(() -> $L, $T::new, $L)", empty, structClass(), lengths);
  }

  private static CodeBlock codec(String call, Object... arguments) {
    return CodeBlock.of("$T.$L", RuntimeTypes.CODEC, CodeBlock.of(call, arguments));
  }

  private Kind kind() {
    return value.member().kind();
  }

  private NumberCode number() {
    return NumberCode.of(kind(), value.member().size());
  }

  private FieldCode fieldCode() {
    return new FieldCode(skeleton, value);
  }

  private ClassName structClass() {
    return TypeClassName.of(skeleton, Objects.requireNonNull(value.structClass()));
  }
}
