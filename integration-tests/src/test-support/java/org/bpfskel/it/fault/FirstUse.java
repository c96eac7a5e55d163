package org.bpfskel.it.fault;

import java.nio.file.Path;
import org.bpfskel.BpfException;
import org.bpfskel.it.NormalUse;

/** Loads for the first time in a Java machine, with one call that fails, and then once more. */
final class FirstUse {
  static final String FAILED = "failed: ";
  static final String REFUSED_FOR_EVER = ", and refused for ever";

  private FirstUse() {}

  /** With the number of the call; prints what failed, and nothing if there are fewer calls. */
  public static void main(String[] arguments) throws Exception {
    // The library itself is there, and JNA has made its functions callable.
    NormalUse.openAlone(0);
    String failed;
    Faults.arm(Long.parseLong(arguments[0]));
    try {
      isRefused();
    } finally {
      failed = Faults.disarm();
    }
    if (failed != null) {
      System.out.println(FAILED + failed + (isRefused() ? REFUSED_FOR_EVER : ""));
    }
  }

  private static boolean isRefused() throws Exception {
    try {
      NormalUse.STRUCT_OPS_WITHOUT_LINK.run(Path.of("/"));
      return false;
    } catch (BpfException e) {
      return true;
    }
  }
}
