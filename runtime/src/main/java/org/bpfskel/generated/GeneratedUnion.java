package org.bpfskel.generated;

import org.bpfskel.data.ObjectBuild;
import org.bpfskel.data.UnionValue;

/** A union, or a struct with an anonymous one, as a value; the generated class adds the fields. */
public abstract class GeneratedUnion extends UnionValue {
  private final ObjectSource object;

  /**
   * Called by generated code, with the layout of the C struct or union and the object that has it.
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
