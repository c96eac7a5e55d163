package org.bpfskel.internal.object;

import org.bpfskel.internal.elf.Section;
import org.jspecify.annotations.Nullable;

/**
 * The sections of variables that libbpf knows: one table, in which each name stands once. A new
 * kind is a row; what it needs at run time beyond a mapped map is a handle and a memory of its own,
 * as arenas have.
 */
public enum SectionKind {
  /** Variables with initial values. */
  DATA(".data", Name.OR_LONGER, Content.BYTES, Becomes.MAP),
  /** Constants. */
  RODATA(".rodata", Name.OR_LONGER, Content.BYTES, Becomes.MAP),
  /** Variables that begin as zeros. */
  BSS(".bss", Name.OR_LONGER, Content.ZEROS, Becomes.MAP),
  /** Variables that libbpf takes from the kernel's configuration, and sets at load. */
  KCONFIG(".kconfig", Name.EXACT, Content.EXTERNS, Becomes.MAP),
  /** What clang makes of variables in address space 1: what an arena begins with. */
  ARENA(".addr_space.1", Name.EXACT, Content.ANY, Becomes.BEGIN_OF_MAP),
  /** Definitions of maps. */
  MAPS(".maps", Name.EXACT, Content.ANY, Becomes.MAP_EACH),
  /** Struct_ops variables that are attached without a link. */
  STRUCT_OPS(".struct_ops", Name.EXACT_OR_OPTIONAL, Content.BYTES, Becomes.MAP_EACH),
  /** Struct_ops variables that are attached by a link. */
  STRUCT_OPS_LINK(".struct_ops.link", Name.EXACT_OR_OPTIONAL, Content.BYTES, Becomes.MAP_EACH);

  /** How the name of a section may differ from that of its kind. */
  private enum Name {
    EXACT,
    /** {@code .bss.more} is a {@code .bss} too. */
    OR_LONGER,
    /** {@code ?.struct_ops} is a {@code .struct_ops} too. */
    EXACT_OR_OPTIONAL
  }

  /** Where the variables are before libbpf has opened the object. */
  private enum Content {
    /** In the file, byte by byte. */
    BYTES,
    /** In a section of the file that has a size and no bytes. */
    ZEROS,
    /** In no section of the file: BTF declares them, and libbpf lays them out. */
    EXTERNS,
    /** Where libbpf goes by the name alone. */
    ANY
  }

  /** What libbpf makes of the section. */
  private enum Becomes {
    /** A map of its own, whose one value it is. */
    MAP,
    /** What a map that is declared elsewhere begins with. */
    BEGIN_OF_MAP,
    /** A map of each variable. */
    MAP_EACH
  }

  /** Before the name of what load passes over unless asked for. */
  private static final String OPTIONAL = "?";

  private static final SectionKind[] VALUES = values();

  private final String section;
  private final Name name;
  private final Content content;
  private final Becomes becomes;

  SectionKind(String section, Name name, Content content, Becomes becomes) {
    this.section = section;
    this.name = name;
    this.content = content;
    this.becomes = becomes;
  }

  /** The kind of the sections of that name; null if libbpf expects no variables there. */
  public static @Nullable SectionKind of(String section) {
    for (SectionKind kind : VALUES) {
      if (kind.isNamed(section)) {
        return kind;
      }
    }
    return null;
  }

  /** As {@link #of(String)}, null too if the section is not what libbpf takes for that kind. */
  public static @Nullable SectionKind of(Section section) {
    SectionKind kind = of(section.name());
    if (kind == null) {
      return null;
    }
    boolean fits =
        switch (kind.content) {
          case BYTES -> section.type() == Section.PROGBITS && !section.isCode();
          case ZEROS -> section.type() == Section.NOBITS;
          case EXTERNS -> false;
          case ANY -> true;
        };
    return fits ? kind : null;
  }

  /** Whether what goes by that name is passed over by load unless asked for. */
  public static boolean isOptional(String section) {
    return section.startsWith(OPTIONAL);
  }

  /** The name without what makes it optional. */
  public static String required(String section) {
    return isOptional(section) ? section.substring(OPTIONAL.length()) : section;
  }

  /** The name of a section of this kind, the shortest one. */
  public String section() {
    return section;
  }

  /** The name of a section of this kind that load passes over unless asked for. */
  public String optionalSection() {
    return OPTIONAL + section;
  }

  private boolean isNamed(String other) {
    return switch (name) {
      case EXACT -> other.equals(section);
      case OR_LONGER ->
          other.startsWith(section)
              && (other.length() == section.length() || other.charAt(section.length()) == '.');
      case EXACT_OR_OPTIONAL -> required(other).equals(section);
    };
  }

  /** Whether the variables are global variables of the programs. */
  public boolean isData() {
    return becomes != Becomes.MAP_EACH;
  }

  /** Whether the section becomes a map, whose one value it is. */
  public boolean isMap() {
    return becomes == Becomes.MAP;
  }

  /** Whether the variables are in BTF alone; libbpf lays them out and sets them. */
  public boolean isExtern() {
    return content == Content.EXTERNS;
  }

  /** Whether the variables are struct_ops variables. */
  public boolean isStructOps() {
    return this == STRUCT_OPS || this == STRUCT_OPS_LINK;
  }
}
