package org.bpfskel.internal.handle;

import org.bpfskel.BpfException;
import org.bpfskel.btf.BtfException;

/**
 * Reads of an object's types, a failure of which becomes a {@link BpfException}. The checked {@link
 * BtfException} is for those who read files themselves.
 */
public final class TypeReading {
  /** One read. */
  public interface Reading<T> {
    T read() throws BtfException;
  }

  private TypeReading() {}

  /** Reads types of the object, map or variable of that name. */
  public static <T> T of(String object, Reading<T> reading) {
    try {
      return reading.read();
    } catch (BtfException e) {
      throw new BpfException(
          "bpf_object__btf",
          object,
          BpfException.Kind.INVALID,
          "its types are unreadable (" + e.getMessage() + "): compile it again with -g");
    }
  }
}
