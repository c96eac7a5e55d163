package org.bpfskel.processor.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfBounds;
import org.bpfskel.btf.BtfBuilder;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.processor.dwarf.DebugTypes;
import org.bpfskel.processor.dwarf.DwarfException;
import org.jspecify.annotations.Nullable;

/**
 * An object's types with those that the annotation names and only its debug information has.
 *
 * @param btf all of them; those of the object keep their ids
 * @param debugNames what the debug information names; null if the object has none
 * @param problem why it cannot be read, or null
 */
record KnownTypes(Btf btf, @Nullable Set<String> debugNames, @Nullable String problem) {

  /** Far more than a program's types need; the rest become classes of their own. */
  private static final int MAX_COMPARISONS = 4096;

  /** Of BTF alone. */
  static KnownTypes of(Btf btf) {
    return new KnownTypes(btf, null, null);
  }

  /**
   * Looks into the debug information if BTF does not have all of these.
   *
   * @param names of the annotation, with or without keyword
   */
  static KnownTypes of(Btf btf, ElfFile elf, List<String> names)
      throws BtfException, ObjectException {
    Set<String> missing = NamedTypes.missing(btf, names);
    if (missing.isEmpty()) {
      return of(btf);
    }
    try {
      DebugTypes debug = DebugTypes.of(elf);
      if (debug == null) {
        return of(btf);
      }
      Btf all = add(btf, debug.named(missing, btf.typeCount()));
      return new KnownTypes(all, debug.names(), null);
    } catch (DwarfException | IllegalArgumentException e) {
      return new KnownTypes(btf, null, e.getMessage());
    }
  }

  private static Btf add(Btf btf, List<BtfType> added) throws BtfException {
    Btf all = withTypes(btf, added, Map.of());
    Map<Integer, Integer> same = sameInBtf(btf, all);
    return same.isEmpty() ? all : withTypes(btf, added, same);
  }

  private static Btf withTypes(Btf btf, List<BtfType> added, Map<Integer, Integer> ids)
      throws BtfException {
    BtfBuilder builder = new BtfBuilder(btf);
    for (BtfType type : added) {
      builder.add(type, id -> ids.getOrDefault(id, id));
    }
    Btf all = Btf.parse(builder.toBytes(), btf);
    BtfBounds.check(all);
    return all;
  }

  /** Types that BTF has already, lest one type of C become two classes: its ids by the new ones. */
  private static Map<Integer, Integer> sameInBtf(Btf btf, Btf all) throws BtfException {
    Map<Integer, String> names = new TreeMap<>();
    for (int id = btf.typeCount(); id < all.typeCount(); id++) {
      if (!all.name(id).isEmpty() && isClass(all, id)) {
        names.put(id, all.name(id));
      }
    }
    Map<String, List<Integer>> namesakes = btf.named(new TreeSet<>(names.values()));
    SameTypes types = new SameTypes(all);
    Map<Integer, Integer> same = new HashMap<>();
    int comparisons = 0;
    for (Map.Entry<Integer, String> type : names.entrySet()) {
      int id = type.getKey();
      for (int other : namesakes.getOrDefault(type.getValue(), List.of())) {
        if (all.kind(other) == all.kind(id)
            && isClass(all, other)
            && comparisons++ < MAX_COMPARISONS
            && types.isSame(all.resolve(id), all.resolve(other))) {
          same.putIfAbsent(id, other);
        }
      }
    }
    return same;
  }

  /** Whether it is a struct, union or enum, or a typedef of one. */
  private static boolean isClass(Btf btf, int id) throws BtfException {
    BtfKind resolved = btf.kind(btf.resolve(id));
    return resolved.isComposite() || resolved.isEnumeration();
  }

  /** Names of all types that could have been meant. */
  Set<String> names() throws BtfException {
    Set<String> names = new TreeSet<>(Objects.requireNonNullElse(debugNames, Set.of()));
    for (int id = 1; id < btf.typeCount(); id++) {
      if ((btf.kind(id).isComposite() || btf.kind(id).isEnumeration()) && !btf.name(id).isEmpty()) {
        names.add(btf.name(id));
      }
    }
    return names;
  }
}
