package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfType.Linkage;
import org.bpfskel.processor.elf.ElfFile;

/**
 * Lists the maps in libbpf's order: {@code .maps} by offset, data sections, struct_ops variables.
 */
final class MapReader {
  private static final String SECTION = ".maps";
  private static final String LEGACY_SECTION = "maps";

  private MapReader() {}

  static List<MapModel> read(
      ElfFile elf,
      SectionVariables variables,
      List<DataSection> dataSections,
      List<StructOpsVariable> structOps)
      throws BtfException, ObjectException {
    if (elf.section(LEGACY_SECTION) != null) {
      throw new ObjectException(
          "the object defines maps in section 'maps', which libbpf refuses since 1.0:"
              + " define them in SEC(\".maps\") with __uint and __type");
    }
    List<SectionVariable> declared =
        elf.section(SECTION) == null ? List.of() : variables.in(SECTION);
    return maps(declared, dataSections, structOps);
  }

  /** As {@link #read}, of BTF alone. */
  static List<MapModel> readTypes(
      SectionVariables variables, List<DataSection> dataSections, List<StructOpsVariable> structOps)
      throws BtfException, ObjectException {
    return maps(variables.in(SECTION), dataSections, structOps);
  }

  private static List<MapModel> maps(
      List<SectionVariable> declared,
      List<DataSection> dataSections,
      List<StructOpsVariable> structOps)
      throws ObjectException {
    List<MapModel> maps = new ArrayList<>();
    for (SectionVariable variable : declared) {
      check(variable);
      maps.add(new MapModel(variable.name(), variable.name(), MapModel.Kind.USER));
    }
    for (DataSection section : dataSections) {
      maps.add(new MapModel(section.name(), section.javaName(), MapModel.Kind.DATA));
    }
    for (StructOpsVariable variable : structOps) {
      maps.add(new MapModel(variable.name(), variable.name(), MapModel.Kind.STRUCT_OPS));
    }
    List<String> javaNames =
        JavaNames.fields(maps.stream().map(MapModel::javaName).toList(), Set.of());
    for (int i = 0; i < maps.size(); i++) {
      MapModel map = maps.get(i);
      maps.set(i, new MapModel(map.name(), javaNames.get(i), map.kind()));
    }
    return maps;
  }

  private static void check(SectionVariable map) throws ObjectException {
    if (map.linkage() != Linkage.GLOBAL) {
      throw new ObjectException(
          ("map '%s' is %s, and libbpf opens no object with such a map: define it in this object"
                  + " without 'static' and with default visibility")
              .formatted(
                  map.name(), map.linkage() == Linkage.EXTERN ? "extern" : "static or hidden"));
    }
  }
}
