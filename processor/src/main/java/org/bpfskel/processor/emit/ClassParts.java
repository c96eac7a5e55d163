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
final class ClassParts {
  private ClassParts() {}

  /** Adds what a part has, numbered from 1. */
  interface PartWriter<T> {
    void write(TypeSpec.Builder part, int number, List<T> members);
  }

  /**
   * Writes all parts in order.
   *
   * @param superclass that of the first part
   * @param last the class itself, without its superclass and members
   * @param modifiers of the other parts, besides abstract
   */
  static <T> List<TypeSpec> write(
      ClassName name,
      TypeName superclass,
      TypeSpec.Builder last,
      List<List<T>> parts,
      Set<Modifier> modifiers,
      PartWriter<T> writer) {
    List<TypeSpec> types = new ArrayList<>(parts.size());
    TypeName before = superclass;
    for (int number = 1; number <= parts.size(); number++) {
      boolean isLast = number == parts.size();
      ClassName partName = isLast ? name : partName(name, number);
      TypeSpec.Builder part = isLast ? last : part(partName, modifiers);
      writer.write(part.superclass(before), number, parts.get(number - 1));
      types.add(part.build());
      before = partName;
    }
    return types;
  }

  private static TypeSpec.Builder part(ClassName name, Set<Modifier> modifiers) {
    TypeSpec.Builder part = TypeSpec.classBuilder(name).addModifiers(ABSTRACT);
    for (Modifier modifier : modifiers) {
      part.addModifiers(modifier);
    }
    return part;
  }

  /** One that no C name becomes. */
  private static ClassName partName(ClassName name, int number) {
    return name.peerClass(name.simpleName() + "_part" + number);
  }
}
