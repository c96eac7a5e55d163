package org.bpfskel.processor.emit;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Set;
import org.bpfskel.processor.model.EnumType;

/** Writes the constants of a C enum. */
final class EnumWriter {
  /** Each takes up to three of the 65,535 places in the constant pool of a class. */
  private static final int MAX_CONSTANTS = 20_000;

  private EnumWriter() {}

  /**
   * Writes:
   *
   * <pre>{@code
   * public static final class Color {
   *   public static final int RED = 0;
   *   …
   * }
   * }</pre>
   */
  static List<TypeSpec> write(ClassName skeleton, EnumType enumType) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(enumType.javaName())
            .addModifiers(PUBLIC, STATIC, FINAL)
            .addJavadoc(
                "C: $L, $L, $L.\n",
                EscapedText.code(enumType.cType()),
                StructJavadoc.bytes(enumType.size()),
                enumType.signed() ? "signed" : "unsigned");
    ClassName name = skeleton.nestedClass(enumType.javaName());
    return ClassParts.write(
        name,
        ClassName.OBJECT,
        type,
        Parts.of(enumType.constants(), MAX_CONSTANTS),
        Set.of(STATIC),
        (part, number, constants) -> addConstants(part, enumType, constants));
  }

  private static void addConstants(
      TypeSpec.Builder type, EnumType enumType, List<EnumType.Constant> constants) {
    type.addMethod(MethodSpec.constructorBuilder().addModifiers(PRIVATE).build());
    for (EnumType.Constant constant : constants) {
      type.addField(constant(enumType, constant));
    }
  }

  private static FieldSpec constant(EnumType enumType, EnumType.Constant constant) {
    boolean wide = enumType.size() == Long.BYTES;
    String value =
        enumType.signed()
            ? Long.toString(constant.value())
            : Long.toUnsignedString(constant.value());
    return FieldSpec.builder(
            wide ? TypeName.LONG : TypeName.INT, constant.javaName(), PUBLIC, STATIC, FINAL)
        .addJavadoc("C: $L.\n", EscapedText.code(constant.name() + " = " + value))
        .initializer(wide ? constant.value() + "L" : Integer.toString((int) constant.value()))
        .build();
  }
}
