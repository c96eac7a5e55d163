package org.bpfskel.processor.check;

import java.util.Set;

/**
 * Helpers that the kernel gives only to programs under the GPL: those of Linux 6.18, found by
 * loading a program under another license with each helper and each type of program. Older kernels
 * restrict all of these too, and some more.
 */
final class GplHelpers {
  private static final Set<Integer> NUMBERS =
      Set.of(
          4, 6, 22, 25, 27, 35, 45, 55, 56, 67, 69, 100, 110, 112, 113, 114, 115, 119, 158, 163,
          165, 169, 170, 171, 172, 173, 175, 176, 177, 191, 204, 205, 206, 207);

  private GplHelpers() {}

  static boolean has(int number) {
    return NUMBERS.contains(number);
  }
}
