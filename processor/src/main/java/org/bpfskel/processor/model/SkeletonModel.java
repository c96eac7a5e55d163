package org.bpfskel.processor.model;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * What the skeleton of one object has, Java names included. Lists are in libbpf's order, names of
 * groups are bpftool's; the same object always gives an equal model.
 *
 * @param programs none of {@link Origin#TYPES}
 * @param structs types of the struct_ops variables, and of what Java code reads or writes, each
 *     once
 * @param dataGroups the data sections that have variables; none of {@link Origin#TYPES}, which does
 *     not say where they lie
 * @param enums types of enum members, each once
 */
public record SkeletonModel(
    Origin origin,
    ByteOrder byteOrder,
    List<Program> programs,
    List<MapModel> maps,
    List<StructOpsVariable> structOps,
    List<StructType> structs,
    List<EnumType> enums,
    List<DataGroup> dataGroups,
    List<ObjectWarning> warnings) {
  public SkeletonModel {
    programs = List.copyOf(programs);
    maps = List.copyOf(maps);
    structOps = List.copyOf(structOps);
    structs = List.copyOf(structs);
    enums = List.copyOf(enums);
    dataGroups = List.copyOf(dataGroups);
    warnings = List.copyOf(warnings);
  }

  /** Of types alone. */
  static SkeletonModel ofTypes(Origin origin, ByteOrder byteOrder, NestedClasses types) {
    return new SkeletonModel(
        origin,
        byteOrder,
        List.of(),
        List.of(),
        List.of(),
        types.structs(),
        types.enums(),
        List.of(),
        List.of());
  }

  /** What the model was read from. */
  public enum Origin {
    /** A compiled object, which the skeleton opens. */
    OBJECT,
    /** Raw BTF, which names types, maps and variables, but neither values nor programs. */
    TYPES
  }

  /** Names of the classes of structs, enums and data sections. */
  public List<String> nestedClasses() {
    List<String> names = new ArrayList<>();
    for (StructType struct : structs) {
      names.add(struct.javaName());
    }
    for (EnumType enumType : enums) {
      names.add(enumType.javaName());
    }
    for (DataGroup group : dataGroups) {
      names.add(group.className());
    }
    return names;
  }

  /** A place for each link that the object can have. */
  public List<LinkModel> links() {
    return LinkModel.of(programs, maps);
  }
}
