package org.bpfskel.processor.emit;

import static javax.lang.model.element.Modifier.ABSTRACT;
import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import org.bpfskel.processor.model.DataGroup;
import org.bpfskel.processor.model.Field;

/** Writes the group of a data section: a handle for each of its variables. */
final class DataGroupWriter {
  private final ClassName skeleton;
  private final DataGroup group;
  private final ClassName groupClass;

  DataGroupWriter(ClassName skeleton, DataGroup group) {
    this.skeleton = skeleton;
    this.group = group;
    this.groupClass = skeleton.nestedClass(group.className());
  }

  void addTo(TypeSpec.Builder type) {
    type.addField(field());
    List<List<Field>> parts = Parts.of(group.variables());
    for (int i = 0; i < parts.size() - 1; i++) {
      type.addType(handles(part(i).addModifiers(ABSTRACT, STATIC), i, parts.get(i)));
    }
    int last = parts.size() - 1;
    type.addType(handles(groupClass(), last, parts.get(last)));
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
        .addJavadoc("The variables of section $L.\n", CText.code(group.section()))
        .initializer("section($1S, $2T.LAYOUT, $2T::new)", group.section(), groupClass)
        .build();
  }

  /**
   * Writes:
   *
   * <pre>{@code
   * public static final class Bss extends Variables {
   *   private static final StructLayout LAYOUT = …;
   *   public final LongVar calls = int64(0);
   *   …
   * }
   * }</pre>
   */
  private TypeSpec.Builder groupClass() {
    LayoutWriter layout = new LayoutWriter(skeleton, group.layout(), group.variables());
    return TypeSpec.classBuilder(groupClass)
        .addModifiers(PUBLIC, STATIC, FINAL)
        .addJavadoc(
            "Section $L, $L: the variables that are neither static nor hidden.\n",
            CText.code(group.section()),
            StructJavadoc.bytes(group.layout().size()))
        .addField(layout.constant())
        .addMethod(LayoutWriter.getter("Every variable of the section."))
        .addMethods(layout.methods());
  }

  /** Starts a part of a large group, by a name that no C name becomes. */
  private TypeSpec.Builder part(int index) {
    return TypeSpec.classBuilder(partName(index));
  }

  private ClassName partName(int index) {
    return groupClass.peerClass(groupClass.simpleName() + "_part" + (index + 1));
  }

  /** Adds the handles of one part, which extends the one before. */
  private TypeSpec handles(TypeSpec.Builder type, int index, List<Field> variables) {
    type.superclass(index == 0 ? RuntimeTypes.data("Variables") : partName(index - 1));
    for (Field variable : variables) {
      if (variable.leftOut() == null) {
        type.addField(variable(variable));
      }
    }
    return type.addMethod(constructor()).build();
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
   * private Bss(DataMemory memory, StructLayout layout) {
   *   super(memory, layout);
   * }
   * }</pre>
   */
  private static MethodSpec constructor() {
    return MethodSpec.constructorBuilder()
        .addModifiers(PRIVATE)
        .addParameter(RuntimeTypes.data("DataMemory"), "memory")
        .addParameter(RuntimeTypes.STRUCT_LAYOUT, "layout")
        .addStatement("super(memory, layout)")
        .build();
  }
}
