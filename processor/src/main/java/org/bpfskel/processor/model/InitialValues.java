package org.bpfskel.processor.model;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfType;
import org.bpfskel.internal.elf.ElfFile;

/**
 * Refuses struct_ops variables that have a number in a pointer. libbpf opens the object, takes the
 * number for the address of a program and refuses to load it.
 */
final class InitialValues {
  private InitialValues() {}

  static void check(
      ElfFile elf,
      Btf btf,
      List<StructOpsPlace> variables,
      Map<Integer, TopLevelMembers> types,
      List<Callback> callbacks)
      throws BtfException, ObjectException {
    Set<Map.Entry<String, Long>> relocated = new HashSet<>();
    for (Callback callback : callbacks) {
      relocated.add(Map.entry(callback.variable().name(), callback.offset()));
    }
    for (StructOpsPlace variable : variables) {
      ByteBuffer data = elf.data(variable.section());
      TopLevelMembers type = Objects.requireNonNull(types.get(variable.structId()));
      for (BtfType.Member pointer : type.pointers()) {
        long offset = pointer.bitOffset() / 8;
        long value = data.getLong(variable.offset() + (int) offset);
        if (value != 0 && !relocated.contains(Map.entry(variable.name(), offset))) {
          String why =
              MemberTypes.isFunctionPointer(btf, pointer.type())
                  ? "function pointer '%s' to 0x%x, which is no function"
                  : "data pointer '%s' to 0x%x, and libbpf takes only NULL there";
          throw new ObjectException(
              "struct_ops variable '%s' sets %s: leave .%s out of its initialiser in C"
                  .formatted(
                      variable.name(), why.formatted(pointer.name(), value), pointer.name()));
        }
      }
    }
  }
}
