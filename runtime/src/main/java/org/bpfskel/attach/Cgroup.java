package org.bpfskel.attach;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A cgroup of version 2 and all below it, for {@code SEC("cgroup_skb/…")}, {@code SEC("cgroup/…")},
 * {@code SEC("sockops")} and {@code SEC("lsm_cgroup/…")}: {@code bpf_program__attach_cgroup}.
 *
 * @param file the cgroup's directory
 * @param order the place among the cgroup's programs, which needs libbpf 1.6 and Linux 6.17; null
 *     for behind those that are there
 */
public record Cgroup(KernelFile file, @Nullable Order order) implements AttachTarget {
  /** The cgroup of that directory, such as {@code /sys/fs/cgroup/system.slice}. */
  public static Cgroup at(Path directory) {
    return new Cgroup(KernelFile.at(directory), null);
  }

  /** The cgroup whose directory somebody has open. */
  public static Cgroup descriptor(int descriptor) {
    return new Cgroup(KernelFile.descriptor(descriptor), null);
  }

  /** The same cgroup, with a place among its programs: {@code bpf_program__attach_cgroup_opts}. */
  public Cgroup order(Order order) {
    return new Cgroup(file, order);
  }
}
