package org.bpfskel.map;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import org.bpfskel.BpfException;
import org.bpfskel.internal.os.Descriptor;
import org.bpfskel.internal.os.ErrnoException;
import org.jspecify.annotations.Nullable;

/** Calls on a descriptor that is there for the call only. */
final class Opened {
  private Opened() {}

  /** {@code open} with {@code O_PATH}. */
  static <T extends @Nullable Object> T with(Path path, IntFunction<T> call) {
    return with(path.toString(), () -> Descriptor.ofPath(path.toString()), call);
  }

  /** {@code pidfd_open}. */
  static <T extends @Nullable Object> T with(long pid, IntFunction<T> call) {
    return with("process " + pid, () -> Descriptor.ofProcess(pid), call);
  }

  private interface Opening {
    int open() throws ErrnoException;
  }

  private static <T extends @Nullable Object> T with(
      String what, Opening opening, IntFunction<T> call) {
    int descriptor;
    try {
      descriptor = opening.open();
    } catch (ErrnoException e) {
      throw new BpfException(e.function(), what, e.errno(), List.of(e.explanation()), List.of());
    }
    try {
      return call.apply(descriptor);
    } finally {
      Descriptor.close(descriptor);
    }
  }
}
