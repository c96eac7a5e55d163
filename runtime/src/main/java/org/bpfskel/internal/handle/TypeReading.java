package org.bpfskel.internal.handle;

import org.bpfskel.BpfException;
import org.bpfskel.btf.BtfException;

/**
 * Reads of an object's or a kernel's types, a failure of which becomes a {@link BpfException}. The
 * checked {@link BtfException} is for those who read files themselves.
 */
public final class TypeReading {
  /** One read. */
  public interface Reading<T> {
    T read() throws BtfException;
  }

  private TypeReading() {}

  /** Reads types of a kernel. */
  public static <T> T of(Reading<T> reading) {
    return of("read", "/sys/kernel/btf", "the kernel's types are damaged: %s", reading);
  }

  /** Reads types of the object, map or variable of that name. */
  public static <T> T of(String object, Reading<T> reading) {
    return of(
        "bpf_object__btf",
        object,
        "its types are unreadable (%s): compile it again with -g",
        reading);
  }

  private static <T> T of(String operation, String object, String words, Reading<T> reading) {
    try {
      return reading.read();
    } catch (BtfException e) {
      throw new BpfException(
          operation, object, BpfException.Kind.INVALID, words.formatted(e.getMessage()));
    }
  }
}
