package org.bpfskel.generated;

import org.bpfskel.data.ObjectBuild;
import org.bpfskel.data.StructValue;

/** A struct as a value; the generated class adds the fields. */
public abstract class GeneratedStruct extends StructValue {
  private final ObjectSource object;

  /** Called by generated code, with the layout of the C struct and the object that has it. */
  protected GeneratedStruct(GeneratedLayout layout, ObjectSource object) {
    super(layout.structLayout());
    this.object = object;
  }

  @Override
  protected final ObjectBuild madeFrom() {
    return object.build();
  }
}
