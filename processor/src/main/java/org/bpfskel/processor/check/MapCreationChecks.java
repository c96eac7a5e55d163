package org.bpfskel.processor.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bpfskel.MapType;
import org.bpfskel.btf.BtfException;
import org.bpfskel.internal.object.MapDeclaration;
import org.bpfskel.internal.object.SectionKind;
import org.bpfskel.internal.object.SectionVariable;

/**
 * What every kernel refuses in a map when the object is loaded. Sizes that a kind of map restricts
 * are compared where its Java type is found.
 */
final class MapCreationChecks {
  private static final int NO_PREALLOC = 1;

  /** {@code struct bpf_lpm_trie_key}, and a byte of data. */
  private static final int MIN_TRIE_KEY = 5;

  private static final Set<MapType> HASHES =
      Set.of(
          MapType.HASH,
          MapType.PERCPU_HASH,
          MapType.LRU_HASH,
          MapType.LRU_PERCPU_HASH,
          MapType.HASH_OF_MAPS,
          MapType.DEVMAP_HASH,
          MapType.SOCKHASH);

  /** Their keys are indexes. */
  private static final Set<MapType> ARRAYS =
      Set.of(
          MapType.ARRAY,
          MapType.PERCPU_ARRAY,
          MapType.PROG_ARRAY,
          MapType.PERF_EVENT_ARRAY,
          MapType.CGROUP_ARRAY,
          MapType.ARRAY_OF_MAPS,
          MapType.DEVMAP,
          MapType.SOCKMAP,
          MapType.CPUMAP,
          MapType.XSKMAP,
          MapType.REUSEPORT_SOCKARRAY);

  private static final Set<MapType> RINGS = Set.of(MapType.RINGBUF, MapType.USER_RINGBUF);

  private final Findings findings;
  private final List<String> incomplete = new ArrayList<>();

  private MapCreationChecks(Findings findings) {
    this.findings = findings;
  }

  static void check(CheckedObject object, Findings findings) throws BtfException {
    MapCreationChecks checks = new MapCreationChecks(findings);
    for (SectionVariable map : object.facts().variables().in(SectionKind.MAPS.section())) {
      checks.check(map.name(), object.declaration(map));
    }
    if (!checks.incomplete.isEmpty()) {
      findings.note(
          ("these maps lack what the kernel creates none of their type without: %s. Add __type(key,"
                  + " …), __type(value, …) and __uint(max_entries, …) in C, or set sizes before load")
              .formatted(NameList.of(checks.incomplete)));
    }
  }

  private void check(String name, MapDeclaration map) {
    MapType type = map.type();
    boolean hash = HASHES.contains(type) || type.equals(MapType.LPM_TRIE);
    boolean ring = RINGS.contains(type);
    boolean array = ARRAYS.contains(type);
    List<String> lacks = new ArrayList<>();
    if ((hash || array) && map.keySize() == 0) {
      lacks.add("key");
    }
    if ((hash || array) && map.valueSize() == 0 && !isOfMaps(type)) {
      lacks.add("value");
    }
    if ((hash || array || ring) && map.maxEntries() == 0 && !isSizedByLibbpf(type)) {
      lacks.add("max_entries");
    }
    if (!lacks.isEmpty()) {
      incomplete.add(NameList.cut(name) + "' without '" + String.join("', '", lacks));
    }
    if (ring && (map.keySize() != 0 || map.valueSize() != 0)) {
      error(name, map, "has a key or a value", "leave them out");
    }
    if (type.equals(MapType.LPM_TRIE)) {
      trie(name, map);
    }
  }

  private void trie(String name, MapDeclaration map) {
    if ((map.mapFlags() & NO_PREALLOC) == 0) {
      error(name, map, "lacks a flag", "add __uint(map_flags, BPF_F_NO_PREALLOC)");
    }
    if (map.keySize() != 0 && map.keySize() < MIN_TRIE_KEY) {
      error(
          name,
          map,
          "has a key of %d bytes".formatted(map.keySize()),
          "declare it as a struct of a __u32 for the length of the prefix, and the data behind it");
    }
  }

  /** libbpf takes the number of CPUs. */
  private static boolean isSizedByLibbpf(MapType type) {
    return type.equals(MapType.PERF_EVENT_ARRAY);
  }

  /** libbpf knows the size of these values. */
  private static boolean isOfMaps(MapType type) {
    return type.equals(MapType.ARRAY_OF_MAPS)
        || type.equals(MapType.HASH_OF_MAPS)
        || type.equals(MapType.PROG_ARRAY);
  }

  private void error(String name, MapDeclaration map, String found, String advice) {
    findings.error(
        "map '%s' of type %s %s, and no kernel creates such a map: %s in its definition in C"
            .formatted(NameList.cut(name), map.type(), found, advice));
  }
}
