package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bpfskel.btf.BtfException;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.elf.Section;

/** Finds the sections that libbpf makes struct_ops maps of. */
final class StructOpsSections {
  private static final Set<String> NAMES =
      Set.of(".struct_ops", ".struct_ops.link", "?.struct_ops", "?.struct_ops.link");

  private StructOpsSections() {}

  /** The sections by index. */
  static List<Section> in(ElfFile elf) {
    List<Section> sections = new ArrayList<>();
    for (Section section : elf.sections()) {
      if (section.type() == Section.PROGBITS
          && section.size() > 0
          && NAMES.contains(section.name())) {
        sections.add(section);
      }
    }
    return sections;
  }

  /** Those of the names, in the same order. */
  static List<String> in(List<String> names) {
    return names.stream().filter(NAMES::contains).toList();
  }

  /** What was certainly meant to be one of them. */
  private static boolean isSimilar(String section) {
    String name = section.startsWith("?") ? section.substring(1) : section;
    return name.startsWith(".struct_ops")
        || name.equals("struct_ops")
        || name.startsWith("struct_ops.")
        || name.startsWith("struct_ops/");
  }

  static void refuseSimilar(ElfFile elf, SectionVariables variables)
      throws BtfException, ObjectException {
    List<String> names = new ArrayList<>();
    for (Section section : elf.sections()) {
      if (!section.isCode()) {
        names.add(section.name());
      }
    }
    refuseSimilar(names, variables);
  }

  /** Refuses variables in a section of similar name: libbpf would pass over them without a word. */
  static void refuseSimilar(List<String> names, SectionVariables variables)
      throws BtfException, ObjectException {
    for (String name : names) {
      if (isSimilar(name) && !NAMES.contains(name)) {
        for (SectionVariable variable : variables.in(name)) {
          throw new ObjectException(
              ("variable '%1$s' is in section '%2$s', which libbpf passes over: write"
                      + " SEC(\"%3$s.struct_ops.link\"), or SEC(\"%3$s.struct_ops\") for one that"
                      + " is attached without a link")
                  .formatted(variable.name(), name, name.startsWith("?") ? "?" : ""));
        }
      }
    }
  }
}
