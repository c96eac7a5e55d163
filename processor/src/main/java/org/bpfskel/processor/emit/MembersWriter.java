package org.bpfskel.processor.emit;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bpfskel.processor.model.Field;
import org.bpfskel.processor.model.StructType;

/** Writes the handles on the members of a struct, inside of its class. */
final class MembersWriter {
  private final ClassName skeleton;
  private final StructType struct;
  private final ClassName structClass;
  private final ClassName name;

  MembersWriter(ClassName skeleton, StructType struct) {
    this.skeleton = skeleton;
    this.struct = struct;
    this.structClass = skeleton.nestedClass(struct.javaName());
    this.name = structClass.nestedClass("Members");
  }

  /**
   * Writes:
   *
   * <pre>{@code
   * public static final class Members extends Variables {
   *   public final LongVar calls = int64(0);
   *   …
   * }
   * }</pre>
   */
  List<TypeSpec> write() {
    List<Field> members = new ArrayList<>();
    for (Field member : struct.fields()) {
      if (member.leftOut() == null && hasHandle(member)) {
        members.add(member);
      }
    }
    TypeSpec.Builder type =
        TypeSpec.classBuilder(name)
            .addModifiers(PUBLIC, STATIC, FINAL)
            .addJavadoc(
                "The members of a global variable of that type, in its own memory: {@code"
                    + " variable.members($T::new)}.\n",
                name);
    return ClassParts.write(
        name, RuntimeTypes.data("Variables"), type, Parts.of(members), Set.of(STATIC), this::part);
  }

  /** Bits have no address, and what has no fixed length is not in a variable. */
  private static boolean hasHandle(Field member) {
    return switch (member.member().kind()) {
      case BITFIELD, FLEXIBLE -> false;
      default -> true;
    };
  }

  private void part(TypeSpec.Builder type, int number, List<Field> members) {
    for (Field member : members) {
      type.addField(handle(member));
    }
    boolean last = type.build().modifiers().contains(FINAL);
    type.addMethod(constructor(number, last));
  }

  /**
   * Writes:
   *
   * <pre>{@code
   * public final LongVar calls = int64(0);
   * }</pre>
   */
  private FieldSpec handle(Field member) {
    VariableCode code = new VariableCode(skeleton, member);
    return FieldSpec.builder(code.type(), member.javaName(), PUBLIC, FINAL)
        .addJavadoc("$L\n", StructJavadoc.of(member))
        .initializer(code.initializer())
        .build();
  }

  /**
   * Writes:
   *
   * <pre>{@code
   * public Members(SectionPlace variable) {
   *   super(variable, LAYOUT.structLayout());
   * }
   * }</pre>
   *
   * and in later parts of a large struct {@code super(variable)}.
   */
  private MethodSpec constructor(int number, boolean last) {
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder()
            .addModifiers(last ? PUBLIC : PRIVATE)
            .addParameter(RuntimeTypes.SECTION_PLACE, "variable");
    if (last) {
      constructor.addJavadoc(
          "For {@code members} of a variable.\n\n@param variable where the members lie\n");
    }
    return number == 1
        ? constructor.addStatement("super(variable, LAYOUT.structLayout())").build()
        : constructor.addStatement("super(variable)").build();
  }
}
