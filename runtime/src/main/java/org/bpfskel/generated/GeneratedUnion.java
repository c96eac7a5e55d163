package org.bpfskel.generated;

import org.bpfskel.data.ObjectBuild;
import org.bpfskel.data.UnionValue;

/**
 * A union, or a struct with an anonymous one, as a value; the generated class adds the fields. A
 * value is not safe for use by several threads.
 */
public abstract class GeneratedUnion extends UnionValue {
  private final ObjectSource object;

  /**
   * Called by generated code.
   *
   * @param layout of the struct or union in C, as the object has it that the class was generated
   *     from; it is complete from now on
   * @param object the object that has it, by which a value is told from one of another build
   */
  protected GeneratedUnion(GeneratedLayout layout, ObjectSource object) {
    super(layout.structLayout());
    this.object = object;
  }

  @Override
  protected final ObjectBuild madeFrom() {
    return object.build();
  }
}
