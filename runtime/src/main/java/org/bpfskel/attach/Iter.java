package org.bpfskel.attach;

import java.nio.file.Path;
import org.bpfskel.BpfMap;

/**
 * What an iterator walks over, for {@code SEC("iter/…")}: {@code bpf_program__attach_iter}. The
 * link is read with {@code openText} or {@code openBytes}, each time from the start.
 *
 * @param scope the part of it
 */
public record Iter(Scope scope) implements AttachTarget {
  /** What an iterator may be limited to: {@code union bpf_iter_link_info}. */
  public sealed interface Scope permits Everything, Elements, Cgroups, Tasks {}

  /** All that the iterator's section names. */
  public record Everything() implements Scope {}

  /**
   * A map's elements, for {@code iter/bpf_map_elem}, {@code iter/sockmap} and {@code
   * iter/bpf_sk_storage_map}, which want one.
   *
   * @param map of a loaded object
   */
  public record Elements(BpfMap map) implements Scope {}

  /**
   * A cgroup and its surroundings, for {@code iter/cgroup}, which wants one.
   *
   * @param file the cgroup's directory
   * @param order which of its surroundings
   */
  public record Cgroups(KernelFile file, CgroupOrder order) implements Scope {}

  /**
   * One thread, or all threads of one process, for {@code iter/task}, {@code iter/task_file} and
   * {@code iter/task_vma}. Needs Linux 6.1.
   *
   * @param tid the thread, 0 for those of a process
   * @param pid the process, 0 for one thread
   */
  public record Tasks(int tid, int pid) implements Scope {}

  /** {@code enum bpf_cgroup_iter_order}, by its numbers. */
  public enum CgroupOrder {
    /** The cgroup alone. */
    SELF_ONLY(1),
    /** The cgroup, then all below it, parents first. */
    DESCENDANTS_PRE(2),
    /** All below the cgroup, children first, then itself. */
    DESCENDANTS_POST(3),
    /** The cgroup, then its parents up to the root. */
    ANCESTORS_UP(4);

    private final int number;

    CgroupOrder(int number) {
      this.number = number;
    }

    /** The kernel's number. */
    public int number() {
      return number;
    }
  }

  /** Everything of the kind that the program's section names. */
  public static Iter all() {
    return new Iter(new Everything());
  }

  /** The elements of a map. */
  public static Iter map(BpfMap map) {
    return new Iter(new Elements(map));
  }

  /** A cgroup and its surroundings. */
  public static Iter cgroup(Path directory, CgroupOrder order) {
    return new Iter(new Cgroups(KernelFile.at(directory), order));
  }

  /** The thread of that id. */
  public static Iter thread(int tid) {
    return new Iter(new Tasks(tid, 0));
  }

  /** The threads of that process. */
  public static Iter process(int pid) {
    return new Iter(new Tasks(0, pid));
  }
}
