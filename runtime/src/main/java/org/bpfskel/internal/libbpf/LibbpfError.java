package org.bpfskel.internal.libbpf;

import org.bpfskel.internal.foreign.NativeMemory;
import org.bpfskel.internal.os.Errno;

/** The words for what libbpf returns: the system's error numbers, and some of its own. */
public final class LibbpfError {
  private static final int TEXT_SIZE = 256;

  private LibbpfError() {}

  /** The words; libbpf's own numbers have theirs once it is loaded. */
  public static String describe(int errno) {
    if (!LibbpfLibrary.isLoaded()) {
      return Errno.describe(errno);
    }
    byte[] text = new byte[TEXT_SIZE];
    Libbpf.libbpf_strerror(errno, text, text.length);
    return NativeMemory.text(text);
  }
}
