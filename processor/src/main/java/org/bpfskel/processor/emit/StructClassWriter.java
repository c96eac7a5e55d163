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

/** Writes the class of a C struct, shadow or value: a field a member, and the copying both ways. */
final class StructClassWriter {
  private final ClassName skeleton;
  private final StructType struct;

  StructClassWriter(ClassName skeleton, StructType struct) {
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
            .superclass(superclass())
            .addJavadoc("$L", StructJavadoc.of(struct));
    LayoutWriter layout = new LayoutWriter(skeleton, struct.layout(), struct.fields());
    type.addField(layout.constant());
    List<Field> fields = fields();
    fields.forEach(field -> type.addField(field(field)));
    return type.addMethod(constructor())
        .addMethod(
            LayoutWriter.getter(
                "Every member of %s, those without a field included."
                    .formatted(CText.code(struct.cType()))))
        .addMethods(layout.methods())
        .addMethods(
            copy(
                "read",
                struct.embedded() ? RuntimeTypes.STRUCT_READER : RuntimeTypes.STRUCT_OPS_READER,
                fields.stream().map(field -> code(field).read()).toList()))
        .addMethods(
            copy(
                "write",
                struct.embedded() ? RuntimeTypes.STRUCT_WRITER : RuntimeTypes.STRUCT_OPS_WRITER,
                fields.stream().map(field -> code(field).write()).toList()))
        .build();
  }

  private ClassName superclass() {
    if (!struct.embedded()) {
      return RuntimeTypes.STRUCT_OPS_SHADOW;
    }
    return struct.layout().overlaps() ? RuntimeTypes.UNION_VALUE : RuntimeTypes.STRUCT_VALUE;
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
   * public String label = "";
   * }</pre>
   */
  private FieldSpec field(Field field) {
    FieldCode code = code(field);
    FieldSpec.Builder spec =
        FieldSpec.builder(code.type(), field.javaName(), PUBLIC)
            .addJavadoc(
                "$L\n",
                struct.embedded() ? StructJavadoc.of(field) : StructJavadoc.ofStructOps(field));
    if (code.isEmbedded()) {
      spec.addModifiers(FINAL);
    }
    CodeBlock zero = code.zero();
    if (zero != null && (struct.embedded() || code.isEmbedded())) {
      spec.initializer(zero);
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
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder().addStatement("super(LAYOUT)");
    if (struct.embedded()) {
      constructor.addModifiers(PUBLIC).addJavadoc("All zero.\n");
    } else {
      constructor.addModifiers(PRIVATE);
    }
    return constructor.build();
  }

  /**
   * Writes:
   *
   * <pre>{@code
   * @Override
   * protected void read(StructOpsReader image) {
   *   data = image.int32(2);
   * }
   * }</pre>
   */
  private static List<MethodSpec> copy(String name, ClassName image, List<CodeBlock> statements) {
    return Parts.methods(
        MethodSpec.methodBuilder(name)
            .addAnnotation(Override.class)
            .addModifiers(PROTECTED)
            .addParameter(image, "image"),
        statements);
  }
}
