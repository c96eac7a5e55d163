package org.bpfskel.processor.emit;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PROTECTED;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import org.bpfskel.processor.model.Field;
import org.bpfskel.processor.model.StructType;

/** Writes the shadow class of a C struct: a field for each member, and the copying both ways. */
final class ShadowWriter {
  private final StructType struct;

  ShadowWriter(StructType struct) {
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
            .superclass(RuntimeTypes.STRUCT_OPS_SHADOW)
            .addJavadoc("$L", ShadowJavadoc.of(struct))
            .addField(LayoutWriter.write(struct.layout()));
    List<Field> fields = fields();
    fields.forEach(field -> type.addField(field(field)));
    return type.addMethod(constructor())
        .addMethod(layout())
        .addMethod(read(fields))
        .addMethod(write(fields))
        .build();
  }

  private List<Field> fields() {
    return struct.fields().stream().filter(field -> field.leftOut() == null).toList();
  }

  /**
   * Writes:
   *
   * <pre>{@code
   * public int data;
   * }</pre>
   */
  private FieldSpec field(Field field) {
    return FieldSpec.builder(MemberCode.of(field.member()).type(), field.javaName(), PUBLIC)
        .addJavadoc("$L\n", ShadowJavadoc.of(field))
        .build();
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
  private static MethodSpec constructor() {
    return MethodSpec.constructorBuilder()
        .addModifiers(PRIVATE)
        .addStatement("super(LAYOUT)")
        .build();
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
            CText.code("struct " + struct.cName()))
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
  private static MethodSpec read(List<Field> fields) {
    MethodSpec.Builder method = copy("read");
    for (Field field : fields) {
      method.addStatement(
          "$N = image.$L($L)",
          target(field),
          MemberCode.of(field.member()).accessor(),
          field.index());
    }
    return method.build();
  }

  /**
   * Writes:
   *
   * <pre>{@code
   * @Override
   * protected void write(StructImage image) {
   *   image.int32(2, data);
   * }
   * }</pre>
   */
  private static MethodSpec write(List<Field> fields) {
    MethodSpec.Builder method = copy("write");
    for (Field field : fields) {
      method.addStatement(
          "image.$L($L, $N)",
          MemberCode.of(field.member()).accessor(),
          field.index(),
          target(field));
    }
    return method.build();
  }

  /** The parameter hides a member of the same name. */
  private static String target(Field field) {
    return field.javaName().equals("image") ? "this.image" : field.javaName();
  }

  private static MethodSpec.Builder copy(String name) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(PROTECTED)
        .addParameter(RuntimeTypes.STRUCT_IMAGE, "image");
  }
}
