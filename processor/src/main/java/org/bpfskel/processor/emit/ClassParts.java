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

  /**
   * Builders of all parts in order, each with its superclass and without members.
   *
   * @param superclass that of the first part
   * @param last the class itself
   * @param modifiers of the other parts, besides abstract
   */
  static List<TypeSpec.Builder> of(
      ClassName name,
      TypeName superclass,
      TypeSpec.Builder last,
      int parts,
      Set<Modifier> modifiers) {
    List<TypeSpec.Builder> types = new ArrayList<>(parts);
    TypeName before = superclass;
    for (int number = 1; number < parts; number++) {
      ClassName partName = partName(name, number);
      TypeSpec.Builder part = TypeSpec.classBuilder(partName).addModifiers(ABSTRACT);
      for (Modifier modifier : modifiers) {
        part.addModifiers(modifier);
      }
      types.add(part.superclass(before));
      before = partName;
    }
    types.add(last.superclass(before));
    return types;
  }

  /** One that no C name becomes. */
  private static ClassName partName(ClassName name, int number) {
    return name.peerClass(name.simpleName() + "_part" + number);
  }
}
