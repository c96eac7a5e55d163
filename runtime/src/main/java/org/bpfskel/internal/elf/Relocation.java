package org.bpfskel.internal.elf;

/**
 * An entry of an {@code SHT_REL} section ({@code Elf64_Rel}).
 *
 * @param offset of the place to change, in bytes from the start of the changed section
 * @param type {@code R_BPF_*}
 * @param symbol index in {@link ElfFile#symbols()}
 */
public record Relocation(long offset, int type, int symbol) {}
