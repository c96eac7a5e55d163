package org.bpfskel;

import java.io.IOException;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.internal.structops.KernelBtf;

/** What the runtime keeps to itself, for measuring. */
public final class RunningKernel {
  private RunningKernel() {}

  /** The kernel's types, as a load that has to look at them reads them. */
  public static Btf types() throws IOException, BtfException {
    return KernelBtf.read();
  }
}
