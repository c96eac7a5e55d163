package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfType.Linkage;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.elf.Section;
import org.bpfskel.internal.object.ObjectSections;
import org.bpfskel.internal.object.SectionKind;
import org.bpfskel.internal.object.SectionVariable;
import org.bpfskel.internal.object.SectionVariables;

/**
 * Finds the sections of global variables that libbpf makes maps of: {@code .data}, {@code .rodata}
 * and {@code .bss}, alone or with a suffix, by section index, then {@code .kconfig}. Not per-CPU
 * sections, which libbpf up to 1.7 passes over. Last comes {@code .addr_space.1}, the initial
 * content of an arena that {@code .maps} declares, and no map of its own.
 */
final class DataSectionReader {
  private DataSectionReader() {}

  /** What a section is before it has a Java name. */
  private record UnnamedSection(
      SectionKind kind, String name, int size, List<SectionVariable> variables, boolean exposed) {
    static UnnamedSection of(SectionKind kind, String name, long size, List<SectionVariable> all) {
      List<SectionVariable> variables = global(all);
      return new UnnamedSection(
          kind, name, (int) Math.min(size, Integer.MAX_VALUE), variables, !variables.isEmpty());
    }
  }

  static List<DataSection> read(ElfFile elf, Btf btf, SectionVariables variables)
      throws BtfException, ObjectException {
    List<UnnamedSection> maps = new ArrayList<>();
    List<UnnamedSection> others = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Section section : elf.sections()) {
      SectionKind kind = ObjectSections.data(section);
      if (kind != null && section.size() > 0) {
        // BTF knows a section by its name, and libbpf takes the first of that name for it.
        boolean first = seen.add(section.name());
        List<SectionVariable> all = first ? variables.in(section.name()) : List.of();
        UnnamedSection found = UnnamedSection.of(kind, section.name(), section.size(), all);
        if (kind.isMap()) {
          maps.add(found);
        } else if (first) {
          others.add(found);
        }
      }
    }
    for (SectionKind kind : SectionKind.values()) {
      List<SectionVariable> externs = variables.in(kind.section());
      if (kind.isExtern() && !externs.isEmpty()) {
        List<SectionVariable> laidOut = KconfigReader.layOut(btf, externs);
        maps.add(UnnamedSection.of(kind, kind.section(), KconfigReader.size(laidOut), laidOut));
      }
    }
    maps.addAll(others);
    return named(maps);
  }

  /**
   * The sections that BTF has, in its order. One without a named variable, such as {@code
   * .rodata.str1.1}, is not among them.
   */
  static List<DataSection> readTypes(SectionVariables variables) {
    List<UnnamedSection> maps = new ArrayList<>();
    List<UnnamedSection> externs = new ArrayList<>();
    for (String name : variables.sections()) {
      SectionKind kind = SectionKind.of(name);
      List<SectionVariable> all = variables.in(name);
      if (kind == null || !kind.isMap()) {
        continue;
      }
      if (!kind.isExtern()) {
        maps.add(new UnnamedSection(kind, name, 0, List.of(), !global(all).isEmpty()));
      } else if (!all.isEmpty()) {
        externs.add(new UnnamedSection(kind, name, 0, List.of(), true));
      }
    }
    maps.addAll(externs);
    return named(maps);
  }

  private static List<DataSection> named(List<UnnamedSection> found) {
    List<String> bpftoolNames = new ArrayList<>(found.size());
    for (UnnamedSection section : found) {
      bpftoolNames.add(BpftoolNames.dataSection(section.kind, section.name));
    }
    List<String> javaNames = JavaNames.fields(bpftoolNames, Set.of());
    List<DataSection> sections = new ArrayList<>(found.size());
    for (int i = 0; i < found.size(); i++) {
      UnnamedSection section = found.get(i);
      sections.add(
          new DataSection(
              section.kind,
              section.name,
              javaNames.get(i),
              section.size,
              section.variables,
              section.exposed));
    }
    return sections;
  }

  private static List<SectionVariable> global(List<SectionVariable> all) {
    List<SectionVariable> global = new ArrayList<>(all.size());
    for (SectionVariable variable : all) {
      if (variable.linkage() == Linkage.GLOBAL) {
        global.add(variable);
      }
    }
    return global;
  }
}
