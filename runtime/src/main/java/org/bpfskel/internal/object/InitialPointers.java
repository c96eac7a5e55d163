package org.bpfskel.internal.object;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.ValueTypes;
import org.bpfskel.internal.elf.ElfFile;

/**
 * Refuses struct_ops variables that have a number in a pointer. libbpf takes the number for the
 * address of a program, and never loads the object.
 */
final class InitialPointers {
  private final ElfFile elf;
  private final Btf btf;

  /** Section index and offset in the section of each place that gets an address. */
  private final Set<Long> relocated = new HashSet<>();

  InitialPointers(ElfFile elf, Btf btf, List<StructOpsRelocation> relocations) {
    this.elf = elf;
    this.btf = btf;
    for (StructOpsRelocation relocation : relocations) {
      relocated.add(place(relocation.variable(), relocation.offset()));
    }
  }

  private static long place(StructOpsPlace variable, long offset) {
    return (long) variable.section().index() << Integer.SIZE | variable.offset() + offset;
  }

  void check(StructOpsPlace variable, TopLevelMembers type)
      throws BtfException, RefusedObjectException {
    ByteBuffer data = elf.data(variable.section());
    for (BtfType.Member pointer : type.pointers()) {
      long offset = pointer.bitOffset() / 8;
      long value = data.getLong(variable.offset() + (int) offset);
      if (value != 0 && !relocated.contains(place(variable, offset))) {
        String why =
            ValueTypes.isFunctionPointer(btf, pointer.type())
                ? "function pointer '%s' to 0x%x, which is no function"
                : "data pointer '%s' to 0x%x, and libbpf takes only NULL there";
        throw new RefusedObjectException(
            "struct_ops variable '%s' sets %s: leave .%s out of its initialiser in C"
                .formatted(variable.name(), why.formatted(pointer.name(), value), pointer.name()));
      }
    }
  }
}
