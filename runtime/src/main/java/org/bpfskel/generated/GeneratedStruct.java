package org.bpfskel.generated;

import org.bpfskel.data.ObjectBuild;
import org.bpfskel.data.StructValue;

/**
 * A struct as a value; the generated class adds a field for each member in C. A value is not safe
 * for use by several threads.
 */
public abstract class GeneratedStruct extends StructValue {
  private final ObjectSource object;

  /**
   * Called by generated code.
   *
   * @param layout of the struct in C, as the object has it that the class was generated from; it is
   *     complete from now on
   * @param object the object that has it, by which a value is told from one of another build
   */
  protected GeneratedStruct(GeneratedLayout layout, ObjectSource object) {
    super(layout.structLayout());
    this.object = object;
  }

  @Override
  protected final ObjectBuild madeFrom() {
    return object.build();
  }
}
