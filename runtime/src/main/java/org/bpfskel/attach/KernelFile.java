package org.bpfskel.attach;

import java.nio.file.Path;
import java.util.Map;
import org.bpfskel.btf.Printable;
import org.bpfskel.internal.attach.Descriptors;
import org.bpfskel.internal.os.Descriptor;
import org.jspecify.annotations.Nullable;

/**
 * A file that stands for something in the kernel, a cgroup or a network namespace: by its path, or
 * by a descriptor that somebody has open.
 *
 * @param path of the file, opened for the call alone; null if it goes by a descriptor
 * @param descriptor an open one, which stays the caller's; -1 if it goes by its path
 */
public record KernelFile(@Nullable Path path, int descriptor) {

  /**
   * Makes one that goes by either of the two.
   *
   * @param path of the file; null if it goes by a descriptor
   * @param descriptor an open one, not negative if there is no path
   * @throws IllegalArgumentException if there is no path and the descriptor is negative
   */
  public KernelFile {
    if (path == null && descriptor < 0) {
      throw new IllegalArgumentException("no descriptor: " + descriptor);
    }
  }

  /**
   * {@return the file at a path}
   *
   * @param path opened when a program is attached, and closed again
   */
  public static KernelFile at(Path path) {
    return new KernelFile(path, -1);
  }

  /**
   * {@return the file behind an open descriptor}
   *
   * @param descriptor stays the caller's to close, and open until the program is attached
   * @throws IllegalArgumentException if the descriptor is negative
   */
  public static KernelFile descriptor(int descriptor) {
    return new KernelFile(null, descriptor);
  }

  /** Its descriptor for one call. */
  int open(Descriptors descriptors) {
    if (path == null) {
      return descriptor;
    }
    String name = path.toString();
    return descriptors.open(name, Map.of(), () -> Descriptor.ofFile(name));
  }

  /** The path, or the descriptor's number. */
  @Override
  public String toString() {
    return path == null ? "descriptor " + descriptor : Printable.of(path.toString());
  }
}
