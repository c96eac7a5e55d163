package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.List;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.elf.Section;
import org.bpfskel.internal.object.ObjectSections;
import org.bpfskel.internal.object.SectionKind;
import org.bpfskel.internal.object.SectionVariable;
import org.bpfskel.internal.object.SectionVariables;

/** Refuses variables in a section named almost as one of struct_ops variables. */
final class MisnamedStructOps {
  private MisnamedStructOps() {}

  static void refuse(ElfFile elf, SectionVariables variables) throws ObjectException {
    List<String> names = new ArrayList<>();
    for (Section section : elf.sections()) {
      if (!section.isCode()) {
        names.add(section.name());
      }
    }
    refuse(names, variables);
  }

  /** libbpf would pass over them without a word. */
  static void refuse(List<String> names, SectionVariables variables) throws ObjectException {
    for (String name : names) {
      if (ObjectSections.isLikeStructOps(name) && !ObjectSections.isStructOps(name)) {
        for (SectionVariable variable : variables.in(name)) {
          throw new ObjectException(
              ("variable '%1$s' is in section '%2$s', which libbpf passes over: write"
                      + " SEC(\"%3$s.struct_ops.link\"), or SEC(\"%3$s.struct_ops\") for one that"
                      + " is attached without a link")
                  .formatted(variable.name(), name, SectionKind.isOptional(name) ? "?" : ""));
        }
      }
    }
  }
}
