package org.bpfskel.internal.program;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which helpers functions call. */
public final class HelperCalls {
  private HelperCalls() {}

  /**
   * The numbers of all helpers that these functions call themselves ({@code BPF_FUNC_*}), each with
   * the first function that does.
   */
  public static Map<Integer, BpfFunction> in(Collection<BpfFunction> functions) {
    Map<Integer, BpfFunction> helpers = new LinkedHashMap<>();
    for (BpfFunction function : functions) {
      Instructions instructions = function.instructions();
      int index = 0;
      while (index < instructions.length()) {
        Instruction instruction = instructions.at(index);
        if (instruction.isHelperCall()) {
          helpers.putIfAbsent(instruction.imm(), function);
        }
        index += instruction.length();
      }
    }
    return helpers;
  }
}
