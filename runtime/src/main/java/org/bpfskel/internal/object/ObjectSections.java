package org.bpfskel.internal.object;

import java.util.ArrayList;
import java.util.List;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.elf.Section;
import org.jspecify.annotations.Nullable;

/** The sections of an object whose variables somebody asks for. */
public final class ObjectSections {
  private static final String STRUCT_OPS = SectionKind.STRUCT_OPS.section();

  private ObjectSections() {}

  /** Whether libbpf makes struct_ops maps of the variables in a section of that name. */
  public static boolean isStructOps(String section) {
    SectionKind kind = SectionKind.of(section);
    return kind != null && kind.isStructOps();
  }

  /** What was certainly meant to be one of them. */
  public static boolean isLikeStructOps(String section) {
    String name = SectionKind.required(section);
    String undotted = STRUCT_OPS.substring(1);
    return name.startsWith(STRUCT_OPS)
        || name.equals(undotted)
        || name.startsWith(undotted + ".")
        || name.startsWith(undotted + "/");
  }

  /** The kind of global variables that a section has; null of another section. */
  public static @Nullable SectionKind data(Section section) {
    SectionKind kind = SectionKind.of(section);
    return kind != null && kind.isData() ? kind : null;
  }

  /** Whether anybody asks for the variables of a section of that name. */
  static boolean hasVariables(String section) {
    return SectionKind.of(section) != null || isLikeStructOps(section);
  }

  /** A section of variables becomes the one value of a map, whose size the kernel limits. */
  static void checkSizes(ElfFile elf) throws RefusedObjectException {
    for (Section section : elf.sections()) {
      if (data(section) != null && section.size() > Integer.MAX_VALUE) {
        throw new RefusedObjectException(
            ("section '%s' has %d bytes, and the variables of one section can have %d at most:"
                    + " make them smaller, or use a map with more than one element")
                .formatted(section.name(), section.size(), Integer.MAX_VALUE));
      }
    }
  }

  /** Those with struct_ops variables, by index. */
  static List<Section> structOps(ElfFile elf) throws RefusedObjectException {
    List<Section> sections = new ArrayList<>();
    for (Section section : elf.sections()) {
      if (section.type() == Section.PROGBITS && section.size() > 0 && isStructOps(section.name())) {
        for (Section other : sections) {
          if (other.name().equals(section.name())) {
            throw RefusedObjectException.damaged(
                "sections %d and %d are both named '%s'"
                    .formatted(other.index(), section.index(), section.name()));
          }
        }
        sections.add(section);
      }
    }
    return sections;
  }
}
