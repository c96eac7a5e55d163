package org.bpfskel.it.life;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What this process holds in the kernel: the kinds of its descriptors that are no files. */
final class KernelObjects {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  private KernelObjects() {}

  /** Sorted, one for each descriptor, such as {@code anon_inode:bpf-map}. */
  static List<String> held() {
    try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
      return descriptors
          .map(KernelObjects::target)
          .filter(target -> target.startsWith("anon_inode:"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one that lists the folder is gone when it is asked for. */
  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return "";
    }
  }
}
