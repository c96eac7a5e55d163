package org.bpfskel.internal.handle;

import org.bpfskel.BpfException;
import org.bpfskel.internal.libbpf.LibbpfLibrary;
import org.bpfskel.internal.libbpf.LibbpfUnavailableException;

/** libbpf, found before it is first needed. */
public final class Binding {
  private Binding() {}

  /** Makes libbpf's functions callable, or says why not for what needs them. */
  public static void require(String operation, String object) {
    try {
      LibbpfLibrary.require();
    } catch (LibbpfUnavailableException e) {
      throw new BpfException(operation, object, BpfException.Kind.NOT_SUPPORTED, e.explanation());
    }
  }
}
