package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.List;
import org.bpfskel.MapType;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfType.Linkage;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.object.SectionKind;
import org.bpfskel.internal.object.SectionVariable;
import org.bpfskel.internal.object.SectionVariables;

/**
 * Lists the maps in libbpf's order: {@code .maps} by offset, data sections, struct_ops variables.
 */
final class MapReader {
  private static final String LEGACY_SECTION = "maps";

  private MapReader() {}

  /** The maps that are declared in {@code .maps}. */
  static List<SectionVariable> declared(ElfFile elf, SectionVariables variables)
      throws ObjectException {
    if (elf.section(LEGACY_SECTION) != null) {
      throw new ObjectException(
          "the object defines maps in section 'maps', which libbpf refuses since 1.0:"
              + " define them in SEC(\".maps\") with __uint and __type");
    }
    return elf.section(SectionKind.MAPS.section()) == null ? List.of() : declared(variables);
  }

  /** As {@link #declared(ElfFile, SectionVariables)}, of BTF alone. */
  static List<SectionVariable> declared(SectionVariables variables) throws ObjectException {
    List<SectionVariable> declared = variables.in(SectionKind.MAPS.section());
    for (SectionVariable map : declared) {
      check(map);
    }
    return declared;
  }

  static List<MapModel> read(
      List<SectionVariable> declared,
      MapTypesReader types,
      NestedClasses structs,
      List<DataSection> dataSections,
      List<StructOpsVariable> structOps,
      SkeletonNames skeletonNames)
      throws BtfException, ObjectException {
    List<MapModel> maps = new ArrayList<>();
    for (SectionVariable map : declared) {
      MapTypes typesOfMap = types.read(map.name(), structs);
      maps.add(new MapModel(map.name(), map.name(), MapModel.MapSource.USER, typesOfMap));
    }
    for (DataSection section : dataSections) {
      if (section.kind().isMap()) {
        MapModel.MapSource source =
            section.exposed() ? MapModel.MapSource.DATA : MapModel.MapSource.NAMELESS_DATA;
        maps.add(new MapModel(section.name(), section.javaName(), source, null));
      }
    }
    requireArena(dataSections, maps);
    for (StructOpsVariable variable : structOps) {
      maps.add(new MapModel(variable.name(), variable.name(), MapModel.MapSource.STRUCT_OPS, null));
    }
    List<String> names = new ArrayList<>(maps.size());
    for (MapModel map : maps) {
      names.add(map.javaName());
    }
    List<String> javaNames = skeletonNames.maps(names);
    for (int i = 0; i < maps.size(); i++) {
      MapModel map = maps.get(i);
      maps.set(i, new MapModel(map.name(), javaNames.get(i), map.source(), map.types()));
    }
    return maps;
  }

  private static void requireArena(List<DataSection> dataSections, List<MapModel> maps)
      throws ObjectException {
    boolean needed = false;
    for (DataSection section : dataSections) {
      needed |= !section.kind().isMap();
    }
    if (needed
        && maps.stream()
            .noneMatch(map -> map.types() != null && map.types().type().equals(MapType.ARENA))) {
      throw new ObjectException(
          "the object has variables in an arena (section '%s') and no arena: define a map of"
                  .formatted(SectionKind.ARENA.section())
              + " BPF_MAP_TYPE_ARENA in SEC(\".maps\"), or link this object with the one that has it"
              + " (bpftool gen object)");
    }
  }

  private static void check(SectionVariable map) throws ObjectException {
    if (map.linkage() != Linkage.GLOBAL) {
      throw new ObjectException(
          map.linkage() == Linkage.EXTERN
              ? ("map '%s' is extern, and libbpf opens no object with such a map: link this object"
                      + " with the one that defines it (bpftool gen object), or define it here")
                  .formatted(map.name())
              : ("map '%s' is static or hidden, and libbpf opens no object with such a map: define"
                      + " it without 'static' and with default visibility")
                  .formatted(map.name()));
    }
  }
}
