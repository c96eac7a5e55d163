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

  static List<DataSection> read(ElfFile elf, Btf btf, SectionVariables variables)
      throws BtfException, ObjectException {
    List<String> names = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    List<List<SectionVariable>> contents = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Section section : elf.sections()) {
      if (section.size() > 0 && ObjectSections.isData(section)) {
        names.add(section.name());
        sizes.add((int) Math.min(section.size(), Integer.MAX_VALUE));
        // BTF knows a section by its name, and libbpf takes the first of that name for it.
        boolean first = seen.add(section.name());
        contents.add(first ? variables.in(section.name()) : List.of());
      }
    }
    List<SectionVariable> externs = variables.in(ObjectSections.KCONFIG);
    if (!externs.isEmpty()) {
      List<SectionVariable> kconfig = KconfigReader.layOut(btf, externs);
      names.add(ObjectSections.KCONFIG);
      sizes.add(KconfigReader.size(kconfig));
      contents.add(kconfig);
    }
    Section arena = elf.section(ObjectSections.ARENA);
    if (arena != null && arena.size() > 0) {
      names.add(ObjectSections.ARENA);
      sizes.add((int) Math.min(arena.size(), Integer.MAX_VALUE));
      contents.add(variables.in(ObjectSections.ARENA));
    }
    return sections(names, sizes, contents);
  }

  /**
   * The sections that BTF has, in its order. One without a named variable, such as {@code
   * .rodata.str1.1}, is not among them.
   */
  static List<DataSection> readTypes(SectionVariables variables) {
    List<String> names = new ArrayList<>();
    for (String name : variables.sections()) {
      if (ObjectSections.hasContent(name) || ObjectSections.isBss(name)) {
        names.add(name);
      }
    }
    if (!variables.in(ObjectSections.KCONFIG).isEmpty()) {
      names.add(ObjectSections.KCONFIG);
    }
    List<DataSection> sections = new ArrayList<>(names.size());
    List<String> javaNames = javaNames(names);
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      boolean exposed =
          name.equals(ObjectSections.KCONFIG) || !exposed(variables.in(name)).isEmpty();
      sections.add(new DataSection(name, javaNames.get(i), 0, List.of(), exposed));
    }
    return sections;
  }

  private static List<DataSection> sections(
      List<String> names, List<Integer> sizes, List<List<SectionVariable>> contents) {
    List<String> javaNames = javaNames(names);
    List<DataSection> sections = new ArrayList<>(names.size());
    for (int i = 0; i < names.size(); i++) {
      List<SectionVariable> variables = exposed(contents.get(i));
      sections.add(
          new DataSection(
              names.get(i), javaNames.get(i), sizes.get(i), variables, !variables.isEmpty()));
    }
    return sections;
  }

  private static List<String> javaNames(List<String> sections) {
    List<String> bpftoolNames = new ArrayList<>(sections.size());
    for (String section : sections) {
      bpftoolNames.add(BpftoolNames.dataSection(section));
    }
    return JavaNames.fields(bpftoolNames, Set.of());
  }

  private static List<SectionVariable> exposed(List<SectionVariable> all) {
    List<SectionVariable> exposed = new ArrayList<>(all.size());
    for (SectionVariable variable : all) {
      if (variable.linkage() == Linkage.GLOBAL) {
        exposed.add(variable);
      }
    }
    return exposed;
  }
}
