package org.bpfskel.processor.emit;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Set;
import org.bpfskel.processor.model.DataGroup;
import org.bpfskel.processor.model.Field;

/** Writes the group of a data section: a handle for each of its variables. */
final class DataGroupWriter {
  private final ClassName skeleton;
  private final DataGroup group;
  private final ClassName groupClass;
  private final LayoutWriter layout;

  DataGroupWriter(ClassName skeleton, DataGroup group) {
    this.skeleton = skeleton;
    this.group = group;
    this.groupClass = skeleton.nestedClass(group.className());
    this.layout = new LayoutWriter(skeleton, group.layout(), group.variables());
  }

  void addTo(TypeSpec.Builder type) {
    type.addField(field());
    List<List<Field>> parts = Parts.of(group.variables());
    type.addTypes(
        ClassParts.write(
            groupClass,
            RuntimeTypes.data("Variables"),
            groupClass(),
            parts,
            Set.of(STATIC),
            this::addHandles));
  }

  /**
   * Writes:
   *
   * <pre>{@code
   * public final Bss bss = section(".bss", Bss.LAYOUT, Bss::new);
   * }</pre>
   */
  private FieldSpec field() {
    return FieldSpec.builder(groupClass, group.javaName(), PUBLIC, FINAL)
        .addJavadoc("The variables of section $L.\n", EscapedText.code(group.section()))
        .initializer(
            "section($1L, $2T.LAYOUT, $2T::new)", EscapedText.literal(group.section()), groupClass)
        .build();
  }

  /**
   * Writes:
   *
   * <pre>{@code
   * public static final class Bss extends Variables {
   *   private static final GeneratedLayout LAYOUT = …;
   *   public final LongVar calls = int64(0);
   *   …
   * }
   * }</pre>
   */
  private TypeSpec.Builder groupClass() {
    return TypeSpec.classBuilder(groupClass)
        .addModifiers(PUBLIC, STATIC, FINAL)
        .addJavadoc(
            "Section $L, $L: the variables that are neither static nor hidden.\n",
            EscapedText.code(group.section()),
            StructJavadoc.bytes(group.layout().size()))
        .addField(layout.constant())
        .addMethods(layout.ofAllParts());
  }

  private void addHandles(TypeSpec.Builder type, int part, List<Field> variables) {
    for (Field variable : variables) {
      if (variable.leftOut() == null) {
        type.addField(variable(variable));
      }
    }
    type.addMethod(constructor()).addMethods(layout.ofPart(part));
  }

  /**
   * Writes:
   *
   * <pre>{@code
   * public final LongVar calls = int64(0);
   * }</pre>
   */
  private FieldSpec variable(Field variable) {
    VariableCode code = new VariableCode(skeleton, variable);
    return FieldSpec.builder(code.type(), variable.javaName(), PUBLIC, FINAL)
        .addJavadoc("$L\n", StructJavadoc.of(variable))
        .initializer(code.initializer())
        .build();
  }

  /**
   * Writes:
   *
   * <pre>{@code
   * private Bss(SectionPlace section) {
   *   super(section);
   * }
   * }</pre>
   */
  private static MethodSpec constructor() {
    return MethodSpec.constructorBuilder()
        .addModifiers(PRIVATE)
        .addParameter(RuntimeTypes.SECTION_PLACE, "section")
        .addStatement("super(section)")
        .build();
  }
}
