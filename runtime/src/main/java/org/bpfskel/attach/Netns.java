package org.bpfskel.attach;

import java.nio.file.Path;

/**
 * A network namespace, for {@code SEC("flow_dissector")} and {@code SEC("sk_lookup")}: {@code
 * bpf_program__attach_netns}.
 *
 * @param file the namespace's file
 */
public record Netns(KernelFile file) implements AttachTarget {
  /** Of the thread, for each may have its own. */
  private static final Path CURRENT = Path.of("/proc/thread-self/ns/net");

  /** The namespace of the thread that attaches. */
  public static Netns current() {
    return at(CURRENT);
  }

  /** The namespace of that file: {@code /run/netns/NAME} or {@code /proc/PID/ns/net}. */
  public static Netns at(Path file) {
    return new Netns(KernelFile.at(file));
  }

  /** The namespace whose file somebody has open. */
  public static Netns descriptor(int descriptor) {
    return new Netns(KernelFile.descriptor(descriptor));
  }
}
