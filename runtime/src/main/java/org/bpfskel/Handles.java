package org.bpfskel;

import java.util.ArrayList;
import java.util.List;

/** An open object's handle, and those of its programs and maps in libbpf's order. */
record Handles(ObjectHandle object, List<ProgramHandle> programs, List<MapHandle> maps) {
  /** Those maps that are struct_ops variables. */
  List<StructOpsHandle> structOps() {
    List<StructOpsHandle> variables = new ArrayList<>();
    for (MapHandle map : maps) {
      if (map instanceof StructOpsHandle variable) {
        variables.add(variable);
      }
    }
    return variables;
  }
}
