package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.List;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.internal.object.SectionVariable;

/** Reads the types of the variables of data sections. */
final class DataGroupReader {
  /** Each is a field that the skeleton's constructor fills, in at most 64 KiB of code. */
  private static final int MAX_GROUPS = 2_000;

  private final List<DataSection> sections;
  private final List<String> classNames;

  /** Sections without variables become no group. */
  DataGroupReader(List<DataSection> sections, SkeletonNames names) {
    this.sections = new ArrayList<>();
    List<String> javaNames = new ArrayList<>();
    for (DataSection section : sections) {
      if (!section.variables().isEmpty()) {
        this.sections.add(section);
        javaNames.add(section.javaName());
      }
    }
    this.classNames = names.classes(javaNames);
  }

  /** The variables' types. */
  List<ValueRoot> roots() {
    List<ValueRoot> roots = new ArrayList<>();
    for (DataSection section : sections) {
      for (SectionVariable variable : section.variables()) {
        roots.add(new ValueRoot(variable.typeId(), variable.name()));
      }
    }
    return roots;
  }

  List<DataGroup> read(NestedClasses types) throws BtfException, ObjectException {
    if (sections.size() > MAX_GROUPS) {
      throw new ObjectException(
          "the object has global variables in %d sections, and a skeleton takes at most %d: put more of them into one section"
              .formatted(sections.size(), MAX_GROUPS));
    }
    List<DataGroup> groups = new ArrayList<>();
    for (int i = 0; i < sections.size(); i++) {
      DataSection section = sections.get(i);
      List<StructLayout.Member> members = new ArrayList<>();
      List<Integer> typeIds = new ArrayList<>();
      for (SectionVariable variable : section.variables()) {
        StructLayout.Member member =
            types.variable(variable.name(), variable.typeId(), variable.offset());
        members.add(member);
        typeIds.add(variable.typeId());
      }
      StructLayout layout = new StructLayout(section.name(), section.size(), members);
      groups.add(
          new DataGroup(
              section.name(),
              section.javaName(),
              classNames.get(i),
              layout,
              types.fields(layout, typeIds)));
    }
    return groups;
  }
}
