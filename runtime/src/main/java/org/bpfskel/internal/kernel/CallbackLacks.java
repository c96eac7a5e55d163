package org.bpfskel.internal.kernel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.CDeclaration;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.program.BpfFunction;
import org.bpfskel.internal.program.CallbackSlots;
import org.bpfskel.internal.program.HandedFunctions;
import org.jspecify.annotations.Nullable;

/** Functions that a program hands to one of the kernel's, which calls them with fewer arguments. */
final class CallbackLacks {
  private CallbackLacks() {}

  /**
   * What is wrong with the functions of a call; null if nothing is known to be.
   *
   * @param call place of the call in the caller
   * @param kernel the function that is called
   */
  static @Nullable String of(BpfFunction caller, int call, KernelType kernel)
      throws BtfException, ElfException {
    Btf btf = kernel.btf();
    if (!(kernel.type() instanceof BtfType.Func function)
        || !(btf.type(btf.resolve(function.proto())) instanceof BtfType.FuncProto prototype)) {
      return null;
    }
    List<BtfType.Param> params = prototype.params();
    Map<Integer, Integer> slotsOf = new HashMap<>();
    for (int i = 0; i < params.size(); i++) {
      int slots = CallbackSlots.of(btf, params.get(i).type());
      if (slots >= 0) {
        slotsOf.put(i + 1, slots);
      }
    }
    if (slotsOf.isEmpty()) {
      return null; // as of nearly all functions
    }
    for (Map.Entry<Integer, BpfFunction> handed : HandedFunctions.at(caller, call).entrySet()) {
      int index = handed.getKey() - 1;
      Integer slots = slotsOf.get(handed.getKey());
      int read = HandedFunctions.argumentsRead(handed.getValue());
      if (slots != null && read > slots) {
        return "it hands '%s' to the kernel's function '%s', which calls it with %d arguments, and it reads %d: %s"
            .formatted(
                handed.getValue().name(),
                function.name(),
                slots,
                read,
                CDeclaration.of(btf, params.get(index).type(), params.get(index).name()));
      }
    }
    return null;
  }
}
