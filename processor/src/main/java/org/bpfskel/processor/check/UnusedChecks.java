package org.bpfskel.processor.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bpfskel.MapType;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.BtfType.Linkage;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.elf.Section;
import org.bpfskel.internal.object.ObjectSections;
import org.bpfskel.internal.object.SectionKind;
import org.bpfskel.internal.object.SectionVariable;

/**
 * Maps that no program refers to, and constants whose value clang has written into the programs.
 */
final class UnusedChecks {
  private final CheckedObject object;

  private final UsedPlaces used;

  /** Whether there is a map of maps. */
  private boolean ofMaps;

  private UnusedChecks(CheckedObject object, UsedPlaces used) {
    this.object = object;
    this.used = used;
  }

  static void check(CheckedObject object, Findings findings) throws BtfException, ElfException {
    if (object.code().programs().isEmpty()) {
      return;
    }
    UnusedChecks checks = new UnusedChecks(object, UsedPlaces.of(object));
    checks.maps(findings);
    checks.constants(findings);
  }

  private void maps(Findings findings) throws BtfException {
    Section section = object.elf().section(SectionKind.MAPS.section());
    List<String> names = new ArrayList<>();
    for (SectionVariable map : object.facts().variables().in(SectionKind.MAPS.section())) {
      MapType type = object.declaration(map).type();
      ofMaps |= type.equals(MapType.ARRAY_OF_MAPS) || type.equals(MapType.HASH_OF_MAPS);
      boolean implied = type.equals(MapType.ARENA); // by every variable in it
      if (section != null && !implied && !used.isUsed(section, map)) {
        names.add(map.name());
      }
    }
    if (!names.isEmpty() && !areGiven()) {
      findings.note(
          "no program of the object refers to these maps: %s".formatted(NameList.of(names)));
    }
  }

  /** Whether programs may get a map that they do not name: in a map of maps, or to go through. */
  private boolean areGiven() {
    return ofMaps
        || object.code().programs().stream()
            .map(program -> SectionKind.required(program.section().name()))
            .anyMatch(section -> section.startsWith("iter") && section.contains("_map"));
  }

  private void constants(Findings findings) throws BtfException {
    List<String> names = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Section section : object.elf().sections()) {
      if (ObjectSections.data(section) == SectionKind.RODATA && seen.add(section.name())) {
        for (SectionVariable variable : object.facts().variables().in(section.name())) {
          if (variable.linkage() == Linkage.GLOBAL
              && !used.isUsed(section, variable)
              && isFolded(object.btf(), variable.typeId())) {
            names.add(variable.name());
          }
        }
      }
    }
    if (!names.isEmpty()) {
      findings.note(
          ("no program reads these constants, for clang has put their values into the programs:"
                  + " %s. Setting them in Java has no effect; declare them 'const volatile' in C")
              .formatted(NameList.of(names)));
    }
  }

  /** Whether clang may take the value for known: it is const, and not volatile. */
  private static boolean isFolded(Btf btf, int typeId) throws BtfException {
    int id = typeId;
    for (int depth = 0; depth < 32; depth++) {
      if (btf.kind(id) == BtfKind.VOLATILE) {
        return false;
      }
      if (btf.type(id) instanceof BtfType.Modifier modifier) {
        id = modifier.type();
      } else if (btf.type(id) instanceof BtfType.Array array) {
        id = array.element();
      } else {
        return true;
      }
    }
    return false;
  }
}
