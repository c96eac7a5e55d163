package org.bpfskel.internal.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.elf.Section;

/** Which sections libbpf makes maps of, by their names. */
public final class ObjectSections {
  /** Definitions of maps. */
  public static final String MAPS = ".maps";

  /** Variables that libbpf takes from the kernel's configuration; not in the ELF file. */
  public static final String KCONFIG = ".kconfig";

  /** The section that clang makes of variables in address space 1: what an arena begins with. */
  public static final String ARENA = ".addr_space.1";

  private static final Set<String> STRUCT_OPS =
      Set.of(".struct_ops", ".struct_ops.link", "?.struct_ops", "?.struct_ops.link");

  private ObjectSections() {}

  /** Global variables that get a map of their own. */
  public static boolean isData(Section section) {
    return switch (section.type()) {
      case Section.PROGBITS -> !section.isCode() && hasContent(section.name());
      case Section.NOBITS -> isBss(section.name());
      default -> false;
    };
  }

  /** {@code .data} and {@code .rodata}, alone or with a suffix. */
  public static boolean hasContent(String section) {
    return isOrExtends(section, ".data") || isOrExtends(section, ".rodata");
  }

  /** {@code .bss}, alone or with a suffix. */
  public static boolean isBss(String section) {
    return isOrExtends(section, ".bss");
  }

  /** Whether libbpf makes struct_ops maps of the variables in a section of that name. */
  public static boolean isStructOps(String section) {
    return STRUCT_OPS.contains(section);
  }

  /** What was certainly meant to be one of them. */
  public static boolean isLikeStructOps(String section) {
    String name = section.startsWith("?") ? section.substring(1) : section;
    return name.startsWith(".struct_ops")
        || name.equals("struct_ops")
        || name.startsWith("struct_ops.")
        || name.startsWith("struct_ops/");
  }

  /** Whether anybody asks for the variables of a section of that name. */
  static boolean hasVariables(String section) {
    return hasContent(section)
        || isBss(section)
        || isLikeStructOps(section)
        || section.equals(MAPS)
        || section.equals(KCONFIG)
        || section.equals(ARENA);
  }

  /** A section of variables becomes the one value of a map, whose size the kernel limits. */
  static void checkSizes(ElfFile elf) throws RefusedObjectException {
    for (Section section : elf.sections()) {
      if ((isData(section) || section.name().equals(ARENA)) && section.size() > Integer.MAX_VALUE) {
        throw new RefusedObjectException(
            ("section '%s' has %d bytes, and the variables of one section can have %d at most:"
                    + " make them smaller, or use a map with more than one element")
                .formatted(section.name(), section.size(), Integer.MAX_VALUE));
      }
    }
  }

  private static boolean isOrExtends(String section, String name) {
    return section.startsWith(name)
        && (section.length() == name.length() || section.charAt(name.length()) == '.');
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
