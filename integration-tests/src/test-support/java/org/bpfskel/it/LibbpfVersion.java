package org.bpfskel.it;

import com.sun.jna.NativeLibrary;
import java.io.IOException;

/** The version of the libbpf in use, as it says itself. */
public record LibbpfVersion(int minor) {
  /** Of the library that this process uses. */
  public static LibbpfVersion inUse() throws IOException {
    NativeLibrary libbpf = NativeLibrary.getInstance(Libraries.usable());
    return new LibbpfVersion(libbpf.getFunction("libbpf_minor_version").invokeInt(new Object[0]));
  }
}
