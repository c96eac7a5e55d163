package org.bpfskel.internal.program;

import java.util.Set;

/** Helpers that call a function of the object, and hand it a pointer of their caller's. */
final class CallbackHelpers {
  private static final int FOR_EACH_MAP_ELEM = 164;
  private static final int FIND_VMA = 180;
  private static final int LOOP = 181;
  private static final int USER_RINGBUF_DRAIN = 209;

  private static final Set<Integer> NUMBERS =
      Set.of(FOR_EACH_MAP_ELEM, FIND_VMA, LOOP, USER_RINGBUF_DRAIN);

  private CallbackHelpers() {}

  static boolean has(int helper) {
    return NUMBERS.contains(helper);
  }
}
