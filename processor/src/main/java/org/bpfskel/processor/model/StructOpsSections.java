package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.bpfskel.btf.BtfException;
import org.bpfskel.processor.elf.ElfFile;
import org.bpfskel.processor.elf.Section;

/** Finds the sections that libbpf makes struct_ops maps of. */
final class StructOpsSections {
  private static final Set<String> NAMES =
      Set.of(".struct_ops", ".struct_ops.link", "?.struct_ops", "?.struct_ops.link");

  /** What was certainly meant to be one of them. */
  private static final Pattern SIMILAR =
      Pattern.compile("\\??(\\.struct_ops|struct_ops($|[./])).*", Pattern.DOTALL);

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

  static void refuseSimilar(ElfFile elf, SectionVariables variables)
      throws BtfException, ObjectException {
    refuseSimilar(
        elf.sections().stream().filter(s -> !s.isCode()).map(Section::name).toList(), variables);
  }

  /** Refuses variables in a section of similar name: libbpf would pass over them without a word. */
  static void refuseSimilar(List<String> names, SectionVariables variables)
      throws BtfException, ObjectException {
    for (String name : names) {
      if (SIMILAR.matcher(name).matches() && !NAMES.contains(name)) {
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
