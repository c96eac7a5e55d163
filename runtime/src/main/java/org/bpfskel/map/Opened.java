package org.bpfskel.map;

import java.nio.file.Path;
import java.util.function.IntFunction;
import org.bpfskel.internal.handle.SystemCall;
import org.bpfskel.internal.os.Descriptor;
import org.jspecify.annotations.Nullable;

/** Calls on a descriptor that is there for the call only. */
final class Opened {
  private Opened() {}

  /** {@code open} with {@code O_PATH}. */
  static <T extends @Nullable Object> T with(Path path, IntFunction<T> call) {
    String file = path.toString();
    return closing(SystemCall.on(file).get(() -> Descriptor.ofPath(file)), call);
  }

  /** {@code pidfd_open}. */
  static <T extends @Nullable Object> T with(long pid, IntFunction<T> call) {
    return closing(SystemCall.on("process " + pid).get(() -> Descriptor.ofProcess(pid)), call);
  }

  private static <T extends @Nullable Object> T closing(int descriptor, IntFunction<T> call) {
    try {
      return call.apply(descriptor);
    } finally {
      Descriptor.close(descriptor);
    }
  }
}
