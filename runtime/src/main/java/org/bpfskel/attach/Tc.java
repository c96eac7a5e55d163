package org.bpfskel.attach;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bpfskel.ProgramType;
import org.bpfskel.internal.attach.AttachCall;
import org.bpfskel.internal.attach.Descriptors;
import org.bpfskel.internal.attach.ProgramFit;
import org.bpfskel.internal.attach.TcFilterHandle;
import org.bpfskel.internal.attach.TcPlace;
import org.jspecify.annotations.Nullable;

/**
 * The classic traffic control of an interface, on any Linux, for {@code SEC("tc")} and {@code
 * SEC("classifier")}: {@code bpf_tc_attach}, which makes a filter that runs the program directly
 * ({@code direct-action}).
 *
 * <p>A filter is no link of the kernel. Its {@link org.bpfskel.BpfLink} has no {@code fd()}, {@code
 * info()} or {@code pin()}; close and {@code detach()} end the filter, unless somebody else has put
 * another program in its place by then. A process that dies without closing leaves its filter
 * there, until somebody removes it ({@code tc filter del dev eth0 ingress}) or the interface goes.
 * {@link Tcx} has neither trouble, from Linux 6.6 on.
 *
 * <p>Filters hang on the interface's clsact qdisc, which attaching makes if it is missing. It stays
 * when the filter ends, for others may use it by then: {@link #destroyHook} takes it away.
 *
 * <p>Detaching is {@code bpf_tc_detach}.
 */
public final class Tc extends AttachTarget {
  private static final ProgramFit FIT =
      new ProgramFit("tc or classifier", Set.of(ProgramType.SCHED_CLS), attachType -> true);

  private static final int MAX_PRIORITY = 0xffff;

  /** Where a filter hangs: {@code enum bpf_tc_attach_point}. */
  public enum Point {
    /** What the interface receives: {@code BPF_TC_INGRESS}. */
    INGRESS(TcPlace.BPF_TC_INGRESS),
    /** What it sends: {@code BPF_TC_EGRESS}. */
    EGRESS(TcPlace.BPF_TC_EGRESS),
    /** A qdisc or class that the interface has: {@code BPF_TC_CUSTOM}. */
    CUSTOM(TcPlace.BPF_TC_CUSTOM);

    private final int number;

    Point(int number) {
      this.number = number;
    }
  }

  private final Interface on;
  private final Point point;
  private final int parent;
  private final int handle;
  private final int priority;
  private final boolean replaces;

  private Tc(Interface on, Point point, int parent, int handle, int priority, boolean replaces) {
    this.on = on;
    this.point = point;
    this.parent = parent;
    this.handle = handle;
    this.priority = priority;
    this.replaces = replaces;
  }

  /**
   * {@return what the interface receives}
   *
   * @param name the interface's name, such as {@code eth0}, looked up when a program is attached
   */
  public static Tc ingress(String name) {
    return ingress(Interface.named(name));
  }

  /**
   * {@return what the interface receives}
   *
   * @param on the interface, by its name or its index
   */
  public static Tc ingress(Interface on) {
    return new Tc(Objects.requireNonNull(on), Point.INGRESS, 0, 0, 0, false);
  }

  /**
   * {@return what the interface sends}
   *
   * @param name the interface's name, such as {@code eth0}, looked up when a program is attached
   */
  public static Tc egress(String name) {
    return egress(Interface.named(name));
  }

  /**
   * {@return what the interface sends}
   *
   * @param on the interface, by its name or its index
   */
  public static Tc egress(Interface on) {
    return new Tc(Objects.requireNonNull(on), Point.EGRESS, 0, 0, 0, false);
  }

  /**
   * {@return a qdisc or class of the interface}
   *
   * @param on the interface, by its name or its index
   * @param major number of the qdisc, the part of {@code 1:2} before the colon, which {@code tc}
   *     takes and shows as hexadecimal: 1 to 0xffff
   * @param minor number of the class, the part behind it, or 0 for the qdisc itself: at most 0xffff
   * @throws IllegalArgumentException if there can be no such numbers
   */
  public static Tc parent(Interface on, int major, int minor) {
    if (major < 1 || major > 0xffff || minor < 0 || minor > 0xffff) {
      throw new IllegalArgumentException(
          "a parent is 1:0 to ffff:ffff, not %x:%x".formatted(major, minor));
    }
    return new Tc(Objects.requireNonNull(on), Point.CUSTOM, major << 16 | minor, 0, 0, false);
  }

  /**
   * {@return the same place, with a priority among its filters}
   *
   * @param priority 1 to 65535: filters of a lower one run first; 0 has the kernel choose a lower
   *     one than all that are there, from 49152 downwards
   * @throws IllegalArgumentException if the kernel has no such priority
   */
  public Tc priority(int priority) {
    if (priority < 0 || priority > MAX_PRIORITY) {
      throw new IllegalArgumentException("a priority is 0 to 65535, not " + priority);
    }
    return new Tc(on, point, parent, handle, priority, replaces);
  }

  /**
   * {@return the same place, with a number for the filter}
   *
   * @param handle unique among the filters of one priority; 0 has the kernel choose
   */
  public Tc handle(int handle) {
    return new Tc(on, point, parent, handle, priority, replaces);
  }

  /**
   * {@return the same place, where the filter of the same priority and handle may be replaced,
   * whatever program it has: {@code BPF_TC_F_REPLACE}} Without it such a filter is left alone, and
   * attaching fails with EEXIST. The one that was replaced does not come back.
   */
  public Tc replacing() {
    return new Tc(on, point, parent, handle, priority, true);
  }

  /** {@return the interface, by the name or the index that it was given by} */
  public Interface on() {
    return on;
  }

  /** {@return where the filter hangs} */
  public Point point() {
    return point;
  }

  /** {@return the qdisc or class of a custom place, the major number in the upper half; else 0} */
  public int parent() {
    return parent;
  }

  /** {@return the filter's number; 0 to have the kernel choose} */
  public int handle() {
    return handle;
  }

  /** {@return the filter's priority; 0 to have the kernel choose} */
  public int priority() {
    return priority;
  }

  /** {@return whether a filter of the same priority and handle may be replaced} */
  public boolean replaces() {
    return replaces;
  }

  /**
   * Makes the interface's clsact qdisc, on which the filters of both sides hang: {@code
   * bpf_tc_hook_create}. Attaching does so too.
   *
   * @return whether the interface had no such qdisc
   * @throws org.bpfskel.BpfException if there is no such interface, or the kernel refuses
   * @throws IllegalStateException if this place is a custom one, whose qdisc {@code tc qdisc add}
   *     makes
   */
  public boolean createHook() {
    return hook().create();
  }

  /**
   * Takes the interface's clsact qdisc away: {@code bpf_tc_hook_destroy} of both sides. One that
   * has filters, of whomever, stays, for they would go too; a filter that somebody adds at this
   * very moment is not seen.
   *
   * @return whether the interface had such a qdisc
   * @throws org.bpfskel.BpfException if it has filters, there is no such interface, or the kernel
   *     refuses
   * @throws IllegalStateException if this place is a custom one
   */
  public boolean destroyHook() {
    return hook().destroy();
  }

  private TcPlace hook() {
    if (point == Point.CUSTOM) {
      throw new IllegalStateException(this + " has no clsact qdisc, but what tc qdisc add makes");
    }
    return place();
  }

  /**
   * {@return the filters of BPF programs that are there, by priority as they run} Other kinds of
   * filters are left out. Tells more than {@code bpf_tc_query}, which finds a filter whose numbers
   * are known.
   *
   * @throws org.bpfskel.BpfException if an interface's name leads to none, or the kernel refuses
   */
  public List<TcFilter> query() {
    return place().filters().stream()
        .filter(filter -> filter.kind().equals("bpf"))
        .map(
            filter ->
                new TcFilter(filter.priority(), filter.handle(), filter.programId(), filter.name()))
        .toList();
  }

  private TcPlace place() {
    try (Descriptors descriptors = new Descriptors()) {
      return place(descriptors);
    }
  }

  private TcPlace place(Descriptors descriptors) {
    return new TcPlace(on.toString(), on.index(descriptors), point.number, parent);
  }

  @Override
  AttachCall call() {
    return AttachCall.withoutLink(
            "bpf_tc_attach",
            FIT,
            descriptors -> {
              TcPlace place = place(descriptors);
              if (point != Point.CUSTOM) {
                place.create();
              }
              return (program, call) ->
                  TcFilterHandle.attach(program, call, place, handle, priority, replaces);
            })
        .explain("ENODEV", Interface.MISSING)
        .explain("EEXIST", "there is a filter of that priority and handle; replacing() allows it")
        .explain("EINVAL", "the interface has no qdisc or class of that number, or no such side")
        .explain("ENOENT", "the kernel has no filters of BPF: CONFIG_NET_CLS_BPF, module cls_bpf");
  }

  @Override
  @Nullable Object[] values() {
    return new Object[] {
      "on", on,
      "point", point,
      "parent", parent,
      "handle", handle,
      "priority", priority,
      "replaces", replaces
    };
  }
}
