package org.bpfskel.internal.handle;

import org.bpfskel.BpfException;
import org.bpfskel.internal.libbpf.LibbpfLibrary;
import org.bpfskel.internal.libbpf.LibbpfUnavailableException;
import org.bpfskel.internal.libbpf.NativeAccess;

/** The C library and libbpf, found before they are first needed. */
public final class Binding {
  private Binding() {}

  private interface Library {
    void require() throws LibbpfUnavailableException;
  }

  /** Makes libbpf's functions callable, or says why not for what needs them. */
  public static void require(String operation, String object) {
    require(operation, object, LibbpfLibrary::require);
  }

  /** As {@link #require}, for the C library's functions alone. */
  public static void requireSystemCalls(String operation, String object) {
    require(operation, object, NativeAccess::require);
  }

  private static void require(String operation, String object, Library library) {
    try {
      library.require();
    } catch (LibbpfUnavailableException e) {
      throw new BpfException(operation, object, BpfException.Kind.NOT_SUPPORTED, e.explanation());
    }
  }
}
