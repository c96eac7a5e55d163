package org.bpfskel.internal.program;

import org.bpfskel.internal.elf.Section;
import org.jspecify.annotations.Nullable;

/**
 * What an instruction refers to by a relocation, or by a distance within its section.
 *
 * @param name of the symbol; empty for a place in a section that has no symbol
 * @param section that it lies in, null for an extern
 * @param offset in that section, in bytes
 * @param relocated whether libbpf finds it by a relocation, and not by a distance in the section
 * @param function that starts there, of {@link ReferenceKind#FUNCTION}; null if none does
 */
public record CodeReference(
    ReferenceKind kind,
    String name,
    @Nullable Section section,
    long offset,
    boolean relocated,
    @Nullable BpfFunction function) {

  /** What lies there. */
  public enum ReferenceKind {
    /** A function of the object, called or as an address. */
    FUNCTION,
    /** A map of {@code .maps}. */
    MAP,
    /** A global variable, also of an arena. */
    DATA,
    /** Declared only: of the kernel, its configuration, or of another object. */
    EXTERN,
    /** Something that libbpf knows nothing of. */
    OTHER
  }
}
