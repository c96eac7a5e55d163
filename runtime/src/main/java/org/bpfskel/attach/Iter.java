package org.bpfskel.attach;

import java.nio.file.Path;
import java.util.Objects;
import org.bpfskel.AttachType;
import org.bpfskel.BpfMap;
import org.bpfskel.ProgramType;
import org.bpfskel.access.Door;
import org.bpfskel.internal.attach.AttachCall;
import org.bpfskel.internal.attach.Descriptors;
import org.bpfskel.internal.attach.ProgramFit;
import org.bpfskel.internal.libbpf.AttachOpts;
import org.bpfskel.internal.libbpf.LibbpfAttach;
import org.jspecify.annotations.Nullable;

/**
 * What an iterator walks over, for {@code SEC("iter/…")}: {@code bpf_program__attach_iter}. The
 * link is read with {@code openText} or {@code openBytes}, each time from the start.
 */
public final class Iter extends AttachTarget {
  private static final ProgramFit FIT =
      ProgramFit.of("iter/…", ProgramType.TRACING, AttachType.TRACE_ITER);

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

    /** {@return the kernel's number} */
    public int number() {
      return number;
    }
  }

  private final @Nullable BpfMap map;
  private final @Nullable KernelFile cgroup;
  private final @Nullable CgroupOrder order;
  private final int tid;
  private final int pid;

  private Iter(
      @Nullable BpfMap map,
      @Nullable KernelFile cgroup,
      @Nullable CgroupOrder order,
      int tid,
      int pid) {
    this.map = map;
    this.cgroup = cgroup;
    this.order = order;
    this.tid = tid;
    this.pid = pid;
  }

  /** {@return everything of the kind that the program's section names} */
  public static Iter all() {
    return new Iter(null, null, null, 0, 0);
  }

  /**
   * {@return the elements of a map, for {@code iter/bpf_map_elem}, {@code iter/sockmap} and {@code
   * iter/bpf_sk_storage_map}, which want one}
   *
   * @param map of a loaded object, and of the kind that the section names
   */
  public static Iter map(BpfMap map) {
    return new Iter(Objects.requireNonNull(map), null, null, 0, 0);
  }

  /**
   * {@return a cgroup and its surroundings, for {@code iter/cgroup}, which wants one}
   *
   * @param directory the cgroup's, opened when a program is attached, and closed again
   * @param order which of its surroundings, and in which order
   */
  public static Iter cgroup(Path directory, CgroupOrder order) {
    return new Iter(null, KernelFile.at(directory), order, 0, 0);
  }

  /**
   * {@return the same of the cgroup whose directory somebody has open}
   *
   * @param descriptor of the directory, which stays the caller's to close, and open until the
   *     program is attached
   * @param order which of its surroundings, and in which order
   * @throws IllegalArgumentException if the descriptor is negative
   */
  public static Iter cgroup(int descriptor, CgroupOrder order) {
    return new Iter(null, KernelFile.descriptor(descriptor), order, 0, 0);
  }

  /**
   * {@return one thread, for {@code iter/task}, {@code iter/task_file} and {@code iter/task_vma};
   * needs Linux 6.1}
   *
   * @param tid the thread's id, as {@code gettid(2)} gives it; 0 is as {@link #all}
   */
  public static Iter thread(int tid) {
    return new Iter(null, null, null, tid, 0);
  }

  /**
   * {@return the threads of one process, for the sections of {@link #thread}; needs Linux 6.1}
   *
   * @param pid the process's id, as {@code getpid(2)} gives it; 0 is as {@link #all}
   */
  public static Iter process(int pid) {
    return new Iter(null, null, null, 0, pid);
  }

  /** {@return the map whose elements these are; null for anything else} */
  public @Nullable BpfMap map() {
    return map;
  }

  /** {@return the cgroup's directory; null for anything else} */
  public @Nullable KernelFile cgroup() {
    return cgroup;
  }

  /** {@return which of the cgroup's surroundings; null for anything else} */
  public @Nullable CgroupOrder order() {
    return order;
  }

  /** {@return the thread's id; 0 for anything else} */
  public int tid() {
    return tid;
  }

  /** {@return the id of the process whose threads these are; 0 for anything else} */
  public int pid() {
    return pid;
  }

  @Override
  AttachCall call() {
    return AttachCall.of(
            "bpf_program__attach_iter",
            FIT,
            descriptors -> {
              AttachOpts.IterOpts opts = new AttachOpts.IterOpts(linkInfo(descriptors));
              return program -> LibbpfAttach.bpf_program__attach_iter(program, opts);
            })
        .explain(
            "EINVAL",
            "an iterator over a map, a cgroup or tasks takes that and nothing else, a map of the"
                + " kind that its section names; the program may read no more than its key and"
                + " value have")
        .explain("EBADF", "an iterator over a map or a cgroup wants one")
        .explain("EACCES", "the program reads or writes more than the map's key and value have")
        .explain("ENOENT", "there is no such cgroup")
        .explain("ESRCH", "there is no such process or thread");
  }

  /** The members that each kind has of {@code union bpf_iter_link_info}. */
  private int[] linkInfo(Descriptors descriptors) {
    if (map != null) {
      return new int[] {descriptors.of(Door.MAP.behind(map))};
    } else if (cgroup != null && order != null) {
      return new int[] {order.number(), cgroup.open(descriptors), 0, 0};
    } else if (tid != 0 || pid != 0) {
      return new int[] {tid, pid, 0, 0};
    }
    return new int[0];
  }

  @Override
  @Nullable Object[] values() {
    return new @Nullable Object[] {
      "map", map, "cgroup", cgroup, "order", order, "tid", tid, "pid", pid
    };
  }
}
