package org.bpfskel.internal.handle;

import java.util.ArrayList;
import java.util.List;
import org.bpfskel.internal.os.Descriptor;
import org.bpfskel.internal.os.Errno;

/** Goes over all that the kernel has of one kind, while others come and go. */
public final class KernelWalk {
  private KernelWalk() {}

  /** Asks about one. */
  public interface InfoLook<I> {
    I at(int id, String name, int descriptor);
  }

  /** What a look finds at each, in the order of ids, without those that are gone by then. */
  public static <I> List<I> all(KernelKind kind, InfoLook<I> look) {
    List<I> found = new ArrayList<>();
    for (int id = kind.next(0); id != 0; id = kind.next(id)) {
      int descriptor = kind.tryId(id);
      if (descriptor == -Errno.ENOENT) {
        continue;
      }
      if (descriptor < 0) {
        throw kind.failure(id, -descriptor);
      }
      try {
        found.add(look.at(id, kind.name(id), descriptor));
      } finally {
        Descriptor.close(descriptor);
      }
    }
    return found;
  }
}
