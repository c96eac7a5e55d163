package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.internal.object.MapDeclaration;
import org.bpfskel.internal.object.SectionVariable;
import org.jspecify.annotations.Nullable;

/** Reads what keys and values of the declared maps are. */
final class MapTypesReader {
  /** Far above what the kernel takes for a key or a value. */
  private static final long MAX_SIZE = 1 << 30;

  /** {@code BPF_F_MMAPABLE}. */
  private static final long MMAPABLE = 1 << 10;

  private final Map<String, MapDeclaration> declarations = new LinkedHashMap<>();

  MapTypesReader(Btf btf, List<SectionVariable> declared, AskedMapTypes asked)
      throws BtfException, ObjectException {
    for (SectionVariable map : declared) {
      MapDeclaration read = MapDeclaration.read(btf, map.typeId());
      declarations.put(map.name(), asked.applied(btf, map.name(), read));
    }
    asked.requireAllUsed();
  }

  /** The types of keys and values. */
  List<ValueRoot> roots() {
    List<ValueRoot> roots = new ArrayList<>();
    for (Map.Entry<String, MapDeclaration> entry : declarations.entrySet()) {
      String map = entry.getKey();
      MapDeclaration declaration = entry.getValue();
      add(roots, declaration.keyTypeId(), declaration.keySize(), map + "_key");
      add(roots, declaration.valueTypeId(), declaration.valueSize(), map + "_value");
    }
    return roots;
  }

  private static void add(List<ValueRoot> roots, int typeId, long size, String name) {
    if (typeId != 0 && size > 0) {
      roots.add(new ValueRoot(typeId, name));
    }
  }

  /** Of a declared map by its name. */
  @Nullable MapTypes read(String map, NestedClasses types) throws BtfException, ObjectException {
    MapDeclaration declaration = declarations.get(map);
    return declaration == null
        ? null
        : new MapTypes(
            declaration.type(),
            hasIndexesBySizeAlone(declaration)
                ? plain(Kind.UINT32, declaration.keySize())
                : field(types, map + ".key", declaration.keyTypeId(), declaration.keySize()),
            field(types, map + ".value", declaration.valueTypeId(), declaration.valueSize()),
            (declaration.mapFlags() & MMAPABLE) != 0,
            declaration.maxEntries());
  }

  /** The kernel has numbers as keys of some kinds, whatever C calls them. */
  private static boolean hasIndexesBySizeAlone(MapDeclaration map) {
    return map.keyTypeId() == 0
        && map.keySize() == Integer.BYTES
        && map.type().keySize().equals(OptionalInt.of(Integer.BYTES));
  }

  private static Field plain(Kind kind, long size) {
    Member member = new Member("", "", 0, (int) size, kind);
    return new Field(0, member, "", size + " bytes", null, null, null);
  }

  private @Nullable Field field(NestedClasses types, String name, int typeId, long size)
      throws BtfException, ObjectException {
    if (size == 0 || size > MAX_SIZE) {
      return null;
    }
    if (typeId == 0) {
      return plain(Kind.OPAQUE, size);
    }
    Member member = types.ofMap(name, typeId);
    StructLayout only = new StructLayout("", (int) size, List.of(member));
    return types.fields(only, List.of(typeId)).get(0);
  }
}
