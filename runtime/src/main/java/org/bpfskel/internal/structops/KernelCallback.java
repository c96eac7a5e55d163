package org.bpfskel.internal.structops;

import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.CDeclaration;
import org.bpfskel.internal.program.CallbackSlots;
import org.jspecify.annotations.Nullable;

/**
 * A callback of a struct_ops type as a kernel has it.
 *
 * @param slots places of 8 bytes that its arguments take, -1 if that is not known
 * @param prototype its declaration in C
 */
record KernelCallback(int slots, String prototype) {

  /** The callback of that struct and name, or null. */
  static @Nullable KernelCallback find(Btf kernel, String struct, String name) throws BtfException {
    int id = kernel.find(struct, BtfKind.STRUCT);
    if (id != 0 && kernel.type(id) instanceof BtfType.Composite type) {
      for (BtfType.Member member : type.members()) {
        if (member.name().equals(name)) {
          return new KernelCallback(
              CallbackSlots.of(kernel, member.type()),
              CDeclaration.of(kernel, member.type(), name));
        }
      }
    }
    return null;
  }
}
