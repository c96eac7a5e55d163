package org.bpfskel.it;

import org.bpfskel.internal.foreign.NativeMemory;

/** A process that ends as its argument says. */
final class BadEnd {
  private BadEnd() {}

  public static void main(String[] args) {
    System.out.println(args[0] + " on purpose");
    if (args[0].equals("crash")) {
      NativeMemory.writePointer(8, 0); // in the first page, which is never mapped
    }
    throw new IllegalStateException(args[0] + " on purpose");
  }
}
