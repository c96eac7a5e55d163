package org.bpfskel.event;

import java.util.List;
import org.bpfskel.BpfException;
import org.bpfskel.internal.libbpf.LibbpfUnavailableException;
import org.bpfskel.internal.libbpf.NativeAccess;
import org.bpfskel.internal.os.ErrnoException;

/** Calls of the C library, their failures turned into {@link BpfException}. */
final class SystemCall {
  interface Returning<T> {
    T call() throws ErrnoException;
  }

  interface Plain {
    void call() throws ErrnoException;
  }

  private SystemCall() {}

  /** Makes system calls possible, for what may come before any object is opened. */
  static void prepare(String object) {
    try {
      NativeAccess.require();
    } catch (LibbpfUnavailableException e) {
      throw new BpfException("open", object, BpfException.Kind.NOT_SUPPORTED, e.explanation());
    }
  }

  /** Runs a call on the object of that name. */
  static <T> T get(String object, Returning<T> call) {
    try {
      return call.call();
    } catch (ErrnoException e) {
      throw new BpfException(e.function(), object, e.errno(), List.of(e.explanation()), List.of());
    }
  }

  /** Runs a call on the object of that name. */
  static void run(String object, Plain call) {
    get(
        object,
        () -> {
          call.call();
          return object;
        });
  }
}
