package org.bpfskel.processor.emit;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PROTECTED;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import org.bpfskel.processor.model.Field;
import org.bpfskel.processor.model.StructType;

/** Writes the shadow class of a C struct: a field for each member, and the copying both ways. */
final class ShadowWriter {
  private final ClassName skeleton;
  private final StructType struct;

  ShadowWriter(ClassName skeleton, StructType struct) {
    this.skeleton = skeleton;
    this.struct = struct;
  }

  /**
   * Writes:
   *
   * <pre>{@code
   * public static final class BpfTestmodOps extends StructOpsShadow {
   *   private static final StructLayout LAYOUT = …;
   *   public int data;
   *   …
   * }
   * }</pre>
   */
  TypeSpec write() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(struct.javaName())
            .addModifiers(PUBLIC, STATIC, FINAL)
            .superclass(
                struct.embedded() ? RuntimeTypes.STRUCT_SHADOW : RuntimeTypes.STRUCT_OPS_SHADOW)
            .addJavadoc("$L", ShadowJavadoc.of(struct));
    LayoutWriter layout = new LayoutWriter(skeleton, struct);
    type.addField(layout.constant());
    List<Field> fields = fields();
    fields.forEach(field -> type.addField(field(field)));
    return type.addMethod(constructor())
        .addMethod(layout())
        .addMethods(layout.methods())
        .addMethods(copy("read", fields.stream().map(field -> code(field).read()).toList()))
        .addMethods(copy("write", fields.stream().map(field -> code(field).write()).toList()))
        .build();
  }

  private FieldCode code(Field field) {
    return new FieldCode(skeleton, field);
  }

  private List<Field> fields() {
    return struct.fields().stream().filter(field -> field.leftOut() == null).toList();
  }

  /**
   * Writes:
   *
   * <pre>{@code
   * public int data;
   * public final Point origin = new Point();
   * }</pre>
   */
  private FieldSpec field(Field field) {
    FieldCode code = code(field);
    FieldSpec.Builder spec =
        FieldSpec.builder(code.type(), field.javaName(), PUBLIC)
            .addJavadoc("$L\n", ShadowJavadoc.of(field));
    if (code.isEmbedded()) {
      spec.addModifiers(FINAL).initializer("new $T()", code.type());
    }
    return spec.build();
  }

  /**
   * Writes:
   *
   * <pre>{@code
   * private BpfTestmodOps() {
   *   super(LAYOUT);
   * }
   * }</pre>
   */
  private MethodSpec constructor() {
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder().addModifiers(PRIVATE);
    return struct.embedded()
        ? constructor.build()
        : constructor.addStatement("super(LAYOUT)").build();
  }

  /**
   * Writes:
   *
   * <pre>{@code
   * public static StructLayout layout() {
   *   return LAYOUT;
   * }
   * }</pre>
   */
  private MethodSpec layout() {
    return MethodSpec.methodBuilder("layout")
        .addModifiers(PUBLIC, STATIC)
        .returns(RuntimeTypes.STRUCT_LAYOUT)
        .addJavadoc(
            "Every member of $L, those without a field included.\n\n@return the layout in the object\n",
            CText.code(struct.cType()))
        .addStatement("return LAYOUT")
        .build();
  }

  /**
   * Writes:
   *
   * <pre>{@code
   * @Override
   * protected void read(StructImage image) {
   *   data = image.int32(2);
   * }
   * }</pre>
   */
  private static List<MethodSpec> copy(String name, List<CodeBlock> statements) {
    return Parts.methods(
        MethodSpec.methodBuilder(name)
            .addAnnotation(Override.class)
            .addModifiers(PROTECTED)
            .addParameter(RuntimeTypes.STRUCT_IMAGE, "image"),
        statements);
  }
}
