package org.bpfskel.internal.kernel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfExt;
import org.bpfskel.btf.CoreRelocation;
import org.bpfskel.internal.program.BpfFunction;
import org.bpfskel.internal.program.Instruction;
import org.jspecify.annotations.Nullable;

/** What an object's instructions ask of the kernel's types. */
final class CoreAccesses {
  /** By section in libbpf's order, then by the place of the instruction in it, in bytes. */
  private final Map<String, Map<Integer, CoreAccess>> bySection = new LinkedHashMap<>();

  /** By what is asked: relocations that ask the same share one, so that it is looked up once. */
  private final Map<String, CoreAccess> shared = new HashMap<>();

  private final Map<String, NavigableMap<Integer, BpfFunction>> functions = new HashMap<>();

  /**
   * What one instruction asks.
   *
   * @param function that the instruction is in
   * @param index of the instruction there
   */
  record AccessPlace(BpfFunction function, int index, CoreAccess access) {}

  CoreAccesses(Btf btf, @Nullable BtfExt ext, Collection<BpfFunction> all) throws BtfException {
    for (BpfFunction function : all) {
      functions
          .computeIfAbsent(function.section().name(), key -> new TreeMap<>())
          .put(function.byteOffset(0), function);
    }
    if (ext != null) {
      read(btf, ext);
    }
  }

  private void read(Btf btf, BtfExt ext) throws BtfException {
    for (String section : ext.relocatedSections()) {
      Map<Integer, CoreAccess> found = new LinkedHashMap<>();
      for (CoreRelocation relocation : ext.relocations(section)) {
        CoreAccess access = shared(btf, relocation);
        if (access != null) {
          found.put(relocation.offset(), access);
        }
      }
      bySection.put(section, found);
    }
  }

  private @Nullable CoreAccess shared(Btf btf, CoreRelocation relocation) throws BtfException {
    String same = relocation.kind() + " " + relocation.typeId() + " " + relocation.access();
    CoreAccess access = shared.get(same);
    if (access == null) {
      access = CoreAccess.of(btf, relocation);
      if (access != null) {
        shared.put(same, access);
      }
    }
    return access;
  }

  /** What is asked at an instruction; null if nothing is. */
  @Nullable CoreAccess at(BpfFunction function, int index) {
    return bySection
        .getOrDefault(function.section().name(), Map.of())
        .get(function.byteOffset(index));
  }

  /** Types that something is taken of, by their names in the kernel. */
  Set<String> types() {
    Set<String> names = new HashSet<>();
    shared.values().forEach(access -> names.add(access.rootName()));
    return names;
  }

  /** Those of some functions, in the order in which libbpf relocates them. */
  List<AccessPlace> of(Predicate<BpfFunction> which) {
    List<AccessPlace> found = new ArrayList<>();
    bySection.forEach(
        (section, accesses) -> {
          NavigableMap<Integer, BpfFunction> starts =
              functions.getOrDefault(section, new TreeMap<>());
          accesses.forEach(
              (offset, access) -> {
                Map.Entry<Integer, BpfFunction> start = starts.floorEntry(offset);
                if (start != null && which.test(start.getValue())) {
                  int index = (offset - start.getKey()) / Instruction.SIZE;
                  if (index < start.getValue().length()) {
                    found.add(new AccessPlace(start.getValue(), index, access));
                  }
                }
              });
        });
    return found;
  }
}
