package org.bpfskel.processor.emit;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bpfskel.processor.model.MapModel;
import org.bpfskel.processor.model.Program;
import org.bpfskel.processor.model.StructOpsVariable;

/** Writes the groups of names that are there from open to close: programs, maps, struct_ops. */
final class GroupWriter {
  private final ClassName skeleton;

  GroupWriter(ClassName skeleton) {
    this.skeleton = skeleton;
  }

  /**
   * Writes:
   *
   * <pre>{@code
   * public final class Progs {
   *   public final StructOpsProgram test_1 = structOpsProgram("test_1");
   *   …
   * }
   * }</pre>
   */
  void programs(TypeSpec.Builder type, List<Program> programs) {
    List<FieldSpec> fields = new ArrayList<>(programs.size());
    for (Program program : programs) {
      fields.add(program(program));
    }
    add(type, "progs", "The object's programs.", fields);
  }

  private static FieldSpec program(Program program) {
    ClassName type =
        program.structOps() ? RuntimeTypes.STRUCT_OPS_PROGRAM : RuntimeTypes.BPF_PROGRAM;
    String getter = program.structOps() ? "structOpsProgram" : "program";
    return field(
        type,
        program.javaName(),
        "Program "
            + EscapedText.code(program.name())
            + " of section "
            + EscapedText.code(program.section())
            + ".",
        CodeBlock.of("$L($L)", getter, EscapedText.literal(program.name())));
  }

  /**
   * Writes:
   *
   * <pre>{@code
   * public final class Maps {
   *   public final BpfHashMap<Integer, Long> counts =
   *       map("counts", Codec.INT32, Codec.INT64, BpfHashMap::of);
   *   …
   * }
   * }</pre>
   */
  void maps(TypeSpec.Builder type, List<MapModel> maps) {
    List<FieldSpec> fields = new ArrayList<>(maps.size());
    for (MapModel map : maps) {
      fields.add(map(map));
    }
    add(
        type,
        "maps",
        "The object's maps; data sections and struct_ops variables are maps too.",
        fields);
  }

  private FieldSpec map(MapModel map) {
    MapCode code = new MapCode(skeleton, map);
    return field(code.type(), map.javaName(), code.javadoc(), code.initializer());
  }

  /**
   * Writes:
   *
   * <pre>{@code
   * public final class StructOps {
   *   public final BpfTestmodOps testmod_1 = shadow("testmod_1", new BpfTestmodOps());
   *   …
   * }
   * }</pre>
   */
  void structOps(TypeSpec.Builder type, List<StructOpsVariable> variables) {
    List<FieldSpec> fields = new ArrayList<>(variables.size());
    for (StructOpsVariable variable : variables) {
      fields.add(structOps(variable));
    }
    add(
        type,
        "structOps",
        "The struct_ops variables, each a shadow of its initial value in C.",
        fields);
  }

  private FieldSpec structOps(StructOpsVariable variable) {
    ClassName shadow = skeleton.nestedClass(variable.type().javaName());
    return field(
        shadow,
        variable.javaName(),
        "C: "
            + EscapedText.code(
                "SEC(\"%s\") %s %s"
                    .formatted(variable.section(), variable.type().cType(), variable.name()))
            + ".",
        CodeBlock.of("shadow($L, new $T())", EscapedText.literal(variable.name()), shadow));
  }

  private void add(TypeSpec.Builder type, String group, String javadoc, List<FieldSpec> fields) {
    if (fields.isEmpty()) {
      return;
    }
    ClassName groupType =
        skeleton.nestedClass(Character.toUpperCase(group.charAt(0)) + group.substring(1));
    type.addField(field(groupType, group, javadoc, CodeBlock.of("new $T()", groupType)));
    TypeSpec.Builder whole =
        TypeSpec.classBuilder(groupType).addModifiers(PUBLIC, FINAL).addJavadoc("$L\n", javadoc);
    type.addTypes(
        ClassParts.write(
            groupType,
            ClassName.OBJECT,
            whole,
            Parts.of(fields),
            Set.of(),
            (part, number, fieldsOfPart) ->
                part.addFields(fieldsOfPart)
                    .addMethod(MethodSpec.constructorBuilder().addModifiers(PRIVATE).build())));
  }

  private static FieldSpec field(
      TypeName type, String name, String javadoc, CodeBlock initializer) {
    return FieldSpec.builder(type, name, PUBLIC, FINAL)
        .addJavadoc("$L\n", javadoc)
        .initializer(initializer)
        .build();
  }
}
