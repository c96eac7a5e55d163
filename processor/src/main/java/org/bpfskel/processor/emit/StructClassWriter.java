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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bpfskel.processor.model.Field;
import org.bpfskel.processor.model.StructType;

/** Writes the class of a C struct, shadow or value: a field a member, and the copying both ways. */
final class StructClassWriter {
  private final ClassName skeleton;
  private final StructType struct;
  private final boolean withMembers;
  private final ClassName name;
  private final List<List<Field>> parts;
  private final LayoutWriter layout;
  private final MethodSpec read;
  private final MethodSpec write;

  /** {@code withMembers} adds the class of handles on the members. */
  StructClassWriter(ClassName skeleton, StructType struct, boolean withMembers) {
    this.withMembers = withMembers;
    this.skeleton = skeleton;
    this.struct = struct;
    this.name = skeleton.nestedClass(struct.javaName());
    this.parts = Parts.of(struct.fields());
    this.layout = new LayoutWriter(skeleton, struct.layout(), struct.fields());
    this.read =
        copying(
            "read",
            struct.embedded() ? RuntimeTypes.STRUCT_READER : RuntimeTypes.STRUCT_OPS_READER);
    this.write = copying("write", RuntimeTypes.STRUCT_WRITER);
  }

  /**
   * Writes:
   *
   * <pre>{@code
   * public static final class BpfTestmodOps extends GeneratedShadow {
   *   private static final GeneratedLayout LAYOUT = …;
   *   public int data;
   *   …
   * }
   * }</pre>
   */
  List<TypeSpec> write() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(name)
            .addModifiers(PUBLIC, STATIC, FINAL)
            .addJavadoc("$L", StructJavadoc.of(struct))
            .addField(layout.constant());
    if (withMembers) {
      type.addTypes(new MembersWriter(skeleton, struct).write());
    }
    return ClassParts.write(name, superclass(), type, parts, Set.of(STATIC), this::addPart);
  }

  private void addPart(TypeSpec.Builder type, int number, List<Field> members) {
    List<CodeBlock> reads = new ArrayList<>(members.size());
    List<CodeBlock> writes = new ArrayList<>(members.size());
    for (Field member : members) {
      if (member.leftOut() == null) {
        FieldCode code = new FieldCode(skeleton, member);
        type.addField(field(member, code));
        reads.add(code.read());
        writes.add(code.write());
      }
    }
    boolean last = number == parts.size();
    type.addMethod(last ? constructor() : constructorOfPart());
    if (last) {
      type.addMethods(layout.ofAllParts());
    }
    type.addMethods(layout.ofPart(number));
    addCopying(type, number, read, reads);
    addCopying(type, number, write, writes);
  }

  private ClassName superclass() {
    if (!struct.embedded()) {
      return RuntimeTypes.STRUCT_OPS_SHADOW;
    }
    return struct.layout().overlaps() ? RuntimeTypes.UNION_VALUE : RuntimeTypes.STRUCT_VALUE;
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
  private FieldSpec field(Field field, FieldCode code) {
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
   *
   * and for values, which other builds may have elsewhere, {@code super(LAYOUT, Skel.OBJECT)}.
   */
  private MethodSpec constructor() {
    return struct.embedded()
        ? MethodSpec.constructorBuilder()
            .addModifiers(PUBLIC)
            .addJavadoc("All zero.\n")
            .addStatement("super(LAYOUT, $T.OBJECT)", skeleton)
            .build()
        : MethodSpec.constructorBuilder()
            .addModifiers(PRIVATE)
            .addStatement("super(LAYOUT)")
            .build();
  }

  /**
   * Writes, in the parts of a large struct:
   *
   * <pre>{@code
   * private BpfTestmodOps_part1(GeneratedLayout layout) {
   *   super(layout);
   * }
   * }</pre>
   */
  private MethodSpec constructorOfPart() {
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder()
            .addModifiers(PRIVATE)
            .addParameter(RuntimeTypes.LAYOUT, "layout");
    return struct.embedded()
        ? constructor
            .addParameter(RuntimeTypes.OBJECT_SOURCE, "object")
            .addStatement("super(layout, object)")
            .build()
        : constructor.addStatement("super(layout)").build();
  }

  private static MethodSpec copying(String name, ClassName image) {
    return MethodSpec.methodBuilder(name).addParameter(image, "image").build();
  }

  /** Adds the copying of one part; that of all of them to the last. */
  private void addCopying(
      TypeSpec.Builder type, int number, MethodSpec method, List<CodeBlock> statements) {
    if (parts.size() == 1) {
      type.addMethod(override(method, statements));
      return;
    }
    MethodSpec.Builder part = Parts.method(method, number).addModifiers(FINAL);
    statements.forEach(part::addStatement);
    type.addMethod(part.build());
    if (number == parts.size()) {
      type.addMethod(override(method, Parts.calls(method, number)));
    }
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
  private static MethodSpec override(MethodSpec method, List<CodeBlock> statements) {
    MethodSpec.Builder whole =
        method.toBuilder().addAnnotation(Override.class).addModifiers(PROTECTED);
    for (CodeBlock statement : statements) {
      whole.addStatement(statement);
    }
    return whole.build();
  }
}
