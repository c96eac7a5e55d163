package org.bpfskel.feature;

import java.util.List;
import org.bpfskel.BpfException;
import org.bpfskel.ProgramType;
import org.bpfskel.internal.program.HelperNames;
import org.jspecify.annotations.Nullable;

/** Whether programs may call something: one that begins with the call is loaded. */
final class CallProbe {
  /**
   * What verifiers say of a helper that is not for a program, of old ones and of new ones, and of a
   * number that they do not know.
   */
  private static final List<String> NO_HELPER =
      List.of("unknown func ", "use helper ", "invalid func ");

  private static final List<String> NO_KFUNC = List.of("not allowed");

  /** Of functions that XDP programs may call if they are loaded for one interface alone. */
  private static final String OF_BOUND_XDP = "device-bound program";

  /** Of a callback that is not for programs, or for none that is loaded so. */
  private static final List<String> NO_CALLBACK = List.of("unsupported member", "invalid member");

  private final String name;
  private final byte[] instructions;
  private final List<String> refusals;

  private CallProbe(String name, byte[] instructions, List<String> refusals) {
    this.name = name;
    this.instructions = instructions;
    this.refusals = refusals;
  }

  /** Of one that some kernel has. */
  static CallProbe helper(String name) {
    int number = HelperNames.number(name);
    if (number == 0) {
      throw new IllegalArgumentException(
          "no kernel has a helper " + name + "; functions of newer ones are kfuncs");
    }
    return new CallProbe(name, ProbeCode.callOfHelper(number), NO_HELPER);
  }

  /** Null if the running kernel has none of that name. */
  static @Nullable CallProbe kfunc(String name) {
    VmlinuxTypes types = VmlinuxTypes.read();
    if (!types.hasKfunc(name)) {
      return null;
    }
    int id = types.kfuncInVmlinux(name);
    if (id == 0) {
      throw new BpfException(
          ProbeLoad.FUNCTION,
          name,
          BpfException.Kind.NOT_SUPPORTED,
          "a module has this function, and those of modules cannot be asked for");
    }
    return new CallProbe(name, ProbeCode.callOfKfunc(id), NO_KFUNC);
  }

  boolean mayBeCalledBy(ProgramType type) {
    ProbeLoad load = load(ProbeTarget.of(type), type.toString());
    return isAllowed(load) && (type.equals(ProgramType.XDP) || !load.log().contains(OF_BOUND_XDP));
  }

  boolean mayBeCalledByCallbacks(String structOps) {
    for (ProbeTarget target : ProbeTarget.ofCallbacks(structOps)) {
      ProbeLoad load = load(target, structOps);
      if (NO_CALLBACK.stream().noneMatch(load.log()::contains)) {
        return isAllowed(load) && !load.log().contains(OF_BOUND_XDP);
      }
    }
    throw new BpfException(
        ProbeLoad.FUNCTION,
        structOps,
        BpfException.Kind.NOT_SUPPORTED,
        "the running kernel takes no program for any of its members, so it cannot be asked");
  }

  private ProbeLoad load(ProbeTarget target, String caller) {
    return ProbeLoad.of(name + " in " + caller, target, instructions);
  }

  /** Where the verifier refuses something else, it had no objection to the call. */
  private boolean isAllowed(ProbeLoad load) {
    if (load.errno() == 0) {
      return true;
    }
    if (load.log().isBlank()) {
      throw load.untold();
    }
    return refusals.stream().noneMatch(load.log()::contains);
  }
}
