package org.bpfskel.it;

import org.bpfskel.internal.foreign.NativeBinding;

/** Opens and loads an object as {@link OpenAndLoad}, and says before that by what C is called. */
public final class BoundBy {
  private BoundBy() {}

  public static void main(String[] args) throws Exception {
    String why = NativeBinding.whyJna();
    System.out.print(why.isEmpty() ? "JNI " : "JNA, as " + why + " ");
    OpenAndLoad.main(args);
  }
}
