package org.bpfskel.tool;

import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.bpfskel.MapType;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.elf.Section;
import org.bpfskel.processor.check.ObjectChecks;
import org.bpfskel.processor.model.DataGroup;
import org.bpfskel.processor.model.Field;
import org.bpfskel.processor.model.MapModel;
import org.bpfskel.processor.model.MapTypes;
import org.bpfskel.processor.model.ObjectException;
import org.bpfskel.processor.model.ObjectReader;
import org.bpfskel.processor.model.SkeletonModel;
import org.bpfskel.processor.model.StructOpsVariable;
import org.bpfskel.processor.model.StructType;
import org.bpfskel.tool.ObjectReport.BitReport;
import org.bpfskel.tool.ObjectReport.ElementReport;
import org.bpfskel.tool.ObjectReport.GroupReport;
import org.bpfskel.tool.ObjectReport.MapReport;
import org.bpfskel.tool.ObjectReport.MemberReport;
import org.bpfskel.tool.ObjectReport.Mistake;
import org.bpfskel.tool.ObjectReport.ProgramReport;
import org.bpfskel.tool.ObjectReport.VariableReport;
import org.jspecify.annotations.Nullable;

/** Makes a report of what the processor reads. */
final class ObjectInspection {
  /** Of the class that nobody generates. */
  private static final String SKELETON = "Skel";

  /** The key of the maps that libbpf makes of sections and of struct_ops variables. */
  private static final ElementReport INDEX = new ElementReport("int", Integer.BYTES);

  private final byte[] object;
  private final SkeletonModel model;
  private final Map<String, StructType> structs = new HashMap<>();

  private ObjectInspection(byte[] object, SkeletonModel model) {
    this.object = object;
    this.model = model;
    for (StructType struct : model.structs()) {
      structs.put(struct.javaName(), struct);
    }
  }

  static ObjectReport of(byte[] object, String file) {
    try {
      return new ObjectInspection(object, ObjectReader.read(object, file, SKELETON, List.of()))
          .report(file);
    } catch (ObjectException e) {
      String message = String.valueOf(e.getMessage());
      String start = file + ": ";
      return ObjectReport.refused(
          file, message.startsWith(start) ? message.substring(start.length()) : message);
    }
  }

  private ObjectReport report(String file) {
    return new ObjectReport(
        ObjectReport.FORMAT,
        file,
        model.origin() == SkeletonModel.Origin.OBJECT ? "object" : "types",
        model.byteOrder() == ByteOrder.LITTLE_ENDIAN ? "little" : "big",
        model.programs().stream()
            .map(
                program ->
                    new ProgramReport(
                        program.name(), program.section(), program.structOps(), program.javaName()))
            .toList(),
        model.maps().stream().map(this::map).toList(),
        model.structOps().stream().map(this::variable).toList(),
        model.dataGroups().stream().map(this::group).toList(),
        Stream.concat(model.warnings().stream(), ObjectChecks.of(object).stream())
            .map(warning -> new Mistake(warning.level().word(), warning.text()))
            .toList());
  }

  private MapReport map(MapModel map) {
    MapTypes types = map.types();
    if (types != null) {
      Long maxEntries = types.maxEntries() == 0 ? null : types.maxEntries();
      return new MapReport(
          map.name(),
          "declared",
          name(types.type()),
          element(types.key(), types.type().keySize()),
          element(types.value(), types.type().valueSize()),
          maxEntries,
          map.javaName());
    }
    return map.source() == MapModel.MapSource.STRUCT_OPS ? ofStructOps(map) : ofSection(map);
  }

  private MapReport ofStructOps(MapModel map) {
    ElementReport value = null;
    for (StructOpsVariable variable : model.structOps()) {
      if (variable.name().equals(map.name())) {
        StructType type = variable.type();
        value = new ElementReport(type.cType(), type.layout().size());
      }
    }
    String type = name(MapType.STRUCT_OPS);
    return new MapReport(map.name(), "struct_ops", type, INDEX, value, 1L, map.javaName());
  }

  private MapReport ofSection(MapModel map) {
    ElementReport value = null;
    for (DataGroup group : model.dataGroups()) {
      if (group.section().equals(map.name())) { // libbpf lays out some that are not in the file
        value = new ElementReport(null, group.layout().size());
      }
    }
    value = value == null ? sectionSize(map.name()) : value;
    String type = name(MapType.ARRAY);
    return new MapReport(map.name(), "data", type, INDEX, value, 1L, map.javaName());
  }

  /** Null of raw BTF, which has no sections. */
  private @Nullable ElementReport sectionSize(String name) {
    if (model.origin() == SkeletonModel.Origin.TYPES) {
      return null;
    }
    try {
      Section section = ElfFile.parse(object).section(name);
      return section == null ? null : new ElementReport(null, (int) section.size());
    } catch (ElfException e) {
      throw new IllegalStateException("an object that was read before", e);
    }
  }

  private static String name(MapType type) {
    return type.toString().replaceFirst("^BPF_MAP_TYPE_", "");
  }

  /** {@code required} is the size of all maps of the kind, which libbpf sets. */
  private static @Nullable ElementReport element(@Nullable Field field, OptionalInt required) {
    if (field == null) {
      return required.orElse(0) == 0 ? null : new ElementReport(null, required.getAsInt());
    }
    String type = field.member().kind() == Kind.OPAQUE ? null : field.declaration();
    return new ElementReport(type, field.member().size());
  }

  private VariableReport variable(StructOpsVariable variable) {
    StructType type = variable.type();
    return new VariableReport(
        variable.name(),
        variable.section(),
        type.cType(),
        type.layout().size(),
        variable.javaName(),
        members(type.fields(), new HashSet<>()));
  }

  private GroupReport group(DataGroup group) {
    return new GroupReport(
        group.section(),
        group.layout().size(),
        group.javaName(),
        members(group.variables(), new HashSet<>()));
  }

  /** {@code outer} are the structs around these members. */
  private List<MemberReport> members(List<Field> fields, Set<String> outer) {
    return fields.stream().map(field -> member(field, outer)).toList();
  }

  private MemberReport member(Field field, Set<String> outer) {
    Member member = field.member();
    boolean bitfield = member.kind() == Kind.BITFIELD;
    return new MemberReport(
        member.name(),
        field.declaration(),
        member.offset(),
        member.size(),
        bitfield ? new BitReport(member.firstBit(), member.bits()) : null,
        field.leftOut() == null ? field.javaName() : null,
        field.leftOut(),
        nested(field, outer));
  }

  private @Nullable List<MemberReport> nested(Field field, Set<String> outer) {
    String name = field.structClass() == null ? null : field.structClass().simpleName();
    StructType struct = name == null ? null : structs.get(name);
    if (name == null || struct == null || !outer.add(name)) {
      return null;
    }
    List<MemberReport> members = members(struct.fields(), outer);
    outer.remove(name);
    return members;
  }
}
