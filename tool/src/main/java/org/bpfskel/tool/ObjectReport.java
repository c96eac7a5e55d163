package org.bpfskel.tool;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an object has, as {@code inspect --json} writes it: a component of a record is a member of
 * JSON, and one that is null is left out. {@code docs/command-line.md} describes each.
 *
 * @param format grows when a member changes its meaning or goes; new ones may come without
 * @param kind {@code object}, or {@code types} of raw BTF; null if it is neither
 * @param byteOrder {@code little} or {@code big}
 */
record ObjectReport(
    int format,
    String file,
    @Nullable String kind,
    @Nullable String byteOrder,
    List<ProgramReport> programs,
    List<MapReport> maps,
    List<VariableReport> structOps,
    List<GroupReport> globals,
    List<Mistake> mistakes) {
  static final int FORMAT = 1;

  /** Of a file that no skeleton can be made of. */
  static ObjectReport refused(String file, String reason) {
    return new ObjectReport(
        FORMAT,
        file,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(new Mistake("error", reason)));
  }

  /** Whether somebody has to change something; notes are often what was meant. */
  boolean hasMistakes() {
    return mistakes.stream().anyMatch(mistake -> !mistake.level().equals("note"));
  }

  /** A program. */
  record ProgramReport(String name, String section, boolean structOps, String javaName) {}

  /**
   * A map.
   *
   * @param source {@code declared} in {@code .maps}, {@code data} or {@code struct_ops}
   * @param type as the kernel calls it, without {@code BPF_MAP_TYPE_}
   * @param key null if there is none
   * @param value null if there is none; of a struct_ops map the struct itself, of which the
   *     kernel's value is a part
   * @param maxEntries null if it is left to who opens the object
   */
  record MapReport(
      String name,
      String source,
      String type,
      @Nullable ElementReport key,
      @Nullable ElementReport value,
      @Nullable Long maxEntries,
      String javaName) {}

  /**
   * A key or a value.
   *
   * @param type in C; null if only a size is declared
   */
  record ElementReport(@Nullable String type, int size) {}

  /** A struct_ops variable. */
  record VariableReport(
      String name,
      String section,
      String type,
      int size,
      String javaName,
      List<MemberReport> members) {}

  /** A section of global variables. */
  record GroupReport(String section, int size, String javaName, List<MemberReport> variables) {}

  /**
   * A member of a struct, or a global variable.
   *
   * @param declaration in C
   * @param offset of its first byte, from the beginning of the struct or section
   * @param size in bytes; of a bitfield those of its type
   * @param bits of a bitfield; null of others
   * @param javaName null if Java has no field for it
   * @param leftOut why Java has none
   * @param members of a struct or union, from its own beginning
   */
  record MemberReport(
      String name,
      String declaration,
      int offset,
      int size,
      @Nullable BitReport bits,
      @Nullable String javaName,
      @Nullable String leftOut,
      @Nullable List<MemberReport> members) {}

  /**
   * The bits of a bitfield.
   *
   * @param first from the beginning of the struct
   */
  record BitReport(long first, long count) {}

  /**
   * What the object's author may not have meant.
   *
   * @param level {@code error}, for which there is no skeleton; {@code warning}, which fails at
   *     open or load; {@code note}
   */
  record Mistake(String level, String text) {}
}
