package org.bpfskel.processor.emit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bpfskel.processor.model.DataGroup;
import org.bpfskel.processor.model.Field;
import org.bpfskel.processor.model.MapModel;
import org.bpfskel.processor.model.MapTypes;
import org.bpfskel.processor.model.SkeletonModel;
import org.bpfskel.processor.model.StructType;
import org.bpfskel.processor.model.TypeClass;

/** The structs that global variables have, or elements of arrays in mapped memory, or embed. */
final class VariableStructs {
  private VariableStructs() {}

  /** Those of the skeleton's own classes. */
  static Set<StructType> of(SkeletonModel model) {
    Map<String, StructType> byClass = new HashMap<>();
    for (StructType struct : model.structs()) {
      byClass.put(struct.javaName(), struct);
    }
    Set<StructType> found = new HashSet<>();
    Deque<List<Field>> open = new ArrayDeque<>();
    for (DataGroup group : model.dataGroups()) {
      open.add(group.variables());
    }
    for (MapModel map : model.maps()) {
      MapTypes types = map.types();
      if (types != null && types.mapped() && types.value() != null) {
        open.add(List.of(types.value()));
      }
    }
    while (!open.isEmpty()) {
      for (Field field : open.remove()) {
        TypeClass type = field.structClass();
        StructType struct =
            type == null || type.holder() != null ? null : byClass.get(type.simpleName());
        if (struct != null && found.add(struct)) {
          open.add(struct.fields());
        }
      }
    }
    return found;
  }

  /** All that are values, of a class that others take types from. */
  static Set<StructType> ofTypesAlone(SkeletonModel model) {
    Set<StructType> found = new HashSet<>();
    for (StructType struct : model.structs()) {
      if (struct.embedded()) {
        found.add(struct);
      }
    }
    return found;
  }
}
