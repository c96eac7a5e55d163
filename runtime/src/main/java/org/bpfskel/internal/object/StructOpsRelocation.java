package org.bpfskel.internal.object;

import org.bpfskel.internal.elf.Relocation;

/**
 * A place in the initial value of a struct_ops variable that gets an address.
 *
 * @param offset in the variable, in bytes; 8 bytes from there lie in it
 */
public record StructOpsRelocation(StructOpsPlace variable, long offset, Relocation relocation) {}
