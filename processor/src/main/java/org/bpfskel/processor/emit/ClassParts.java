package org.bpfskel.processor.emit;

import static javax.lang.model.element.Modifier.ABSTRACT;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * Cuts a class with many members, whose names one class file could not hold, nor one constructor
 * their initial values. Each part extends the one before, and the class itself is the last:
 *
 * <pre>{@code
 * abstract class Progs_part1 {
 *   public final StructOpsProgram test_1 = structOpsProgram("test_1");
 *   …
 * }
 *
 * public final class Progs extends Progs_part1 {
 *   …
 * }
 * }</pre>
 */
final class ClassParts<T> {
  private final ClassName name;
  private final TypeName superclass;
  private final List<List<T>> parts;

  /** {@code superclass} is that of the first part. */
  ClassParts(ClassName name, TypeName superclass, List<List<T>> parts) {
    this.name = name;
    this.superclass = superclass;
    this.parts = parts;
  }

  /** Adds what a part has, numbered from 1. */
  interface PartWriter<T> {
    void write(TypeSpec.Builder part, int number, List<T> members);
  }

  /**
   * Writes all parts in order.
   *
   * @param last the class itself, without its superclass and members
   * @param modifiers of the other parts, besides abstract
   */
  List<TypeSpec> write(TypeSpec.Builder last, PartWriter<T> writer, Set<Modifier> modifiers) {
    List<TypeSpec> types = new ArrayList<>(parts.size());
    TypeName before = superclass;
    for (int number = 1; number < parts.size(); number++) {
      ClassName partName = partName(number);
      TypeSpec.Builder part = TypeSpec.classBuilder(partName).addModifiers(ABSTRACT);
      modifiers.forEach(part::addModifiers);
      types.add(complete(part, before, number, writer));
      before = partName;
    }
    types.add(complete(last, before, parts.size(), writer));
    return types;
  }

  private TypeSpec complete(
      TypeSpec.Builder part, TypeName before, int number, PartWriter<T> writer) {
    part.superclass(before);
    writer.write(part, number, parts.get(number - 1));
    return part.build();
  }

  /** One that no C name becomes. */
  private ClassName partName(int number) {
    return name.peerClass(name.simpleName() + "_part" + number);
  }
}
