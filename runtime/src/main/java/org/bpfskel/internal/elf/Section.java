package org.bpfskel.internal.elf;

/**
 * A section header ({@code Elf64_Shdr}).
 *
 * @param index place in the section header table; 0 is the null section
 * @param type {@code sh_type}, one of the constants here or another
 * @param flags {@code sh_flags}
 * @param offset of the content from the start of the file, in bytes
 * @param size of the content in bytes, for {@link #NOBITS} the size it will have in memory
 * @param link {@code sh_link}: for a symbol table its string table, for relocations their symbols
 * @param info {@code sh_info}: for relocations the section they change
 * @param entrySize bytes of one entry, or 0
 */
public record Section(
    int index,
    String name,
    int type,
    long flags,
    long offset,
    long size,
    int link,
    int info,
    long entrySize) {

  public static final int PROGBITS = 1;
  public static final int SYMTAB = 2;
  public static final int NOBITS = 8;
  public static final int REL = 9;

  /** Section numbers of symbols, of 32 bits each. */
  static final int SYMTAB_SHNDX = 18;

  private static final long EXECINSTR = 0x4;

  /** Holds instructions: {@code SHT_PROGBITS} with {@code SHF_EXECINSTR}. */
  public boolean isCode() {
    return type == PROGBITS && (flags & EXECINSTR) != 0;
  }

  /** Whether its functions are programs: those in {@code .text} are called by programs. */
  public boolean holdsPrograms() {
    return isCode() && size > 0 && !name.equals(".text");
  }
}
