package org.bpfskel.processor.model;

import java.nio.ByteOrder;
import java.util.List;

/**
 * What the skeleton of one object has, Java names included. Lists are in libbpf's order, names of
 * groups are bpftool's; the same object always gives an equal model.
 *
 * @param structs types of the struct_ops variables, each once
 * @param enums types of enum members, each once
 */
public record SkeletonModel(
    ByteOrder byteOrder,
    List<Program> programs,
    List<MapModel> maps,
    List<StructOpsVariable> structOps,
    List<StructType> structs,
    List<EnumType> enums,
    List<DataSection> dataSections,
    List<ObjectWarning> warnings) {
  public SkeletonModel {
    programs = List.copyOf(programs);
    maps = List.copyOf(maps);
    structOps = List.copyOf(structOps);
    structs = List.copyOf(structs);
    enums = List.copyOf(enums);
    dataSections = List.copyOf(dataSections);
    warnings = List.copyOf(warnings);
  }

  /** A place for each link that the object can have. */
  public List<LinkModel> links() {
    return LinkModel.of(programs, maps);
  }
}
