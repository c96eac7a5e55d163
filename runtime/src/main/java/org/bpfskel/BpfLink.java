package org.bpfskel;

import java.util.List;
import org.bpfskel.internal.Libbpf;
import org.jspecify.annotations.Nullable;

/**
 * An attachment of a program or of a struct_ops map to the kernel: libbpf's {@code struct
 * bpf_link}. Owned by its {@link BpfObject}, whose close ends it; may be closed earlier. Safe for
 * use by several threads.
 */
public final class BpfLink implements AutoCloseable {
  private final BpfObject object;
  private final String name;
  private @Nullable StructOpsMap variable;
  private long address;

  /**
   * @param variable what is attached, if it is a struct_ops variable
   */
  BpfLink(BpfObject object, String name, @Nullable StructOpsMap variable, long address) {
    this.object = object;
    this.name = name;
    this.variable = variable;
    this.address = address;
  }

  /** Name of the program or map that is attached. */
  public String name() {
    return name;
  }

  /** Whether the link has not been closed, by itself or with its object. */
  public boolean isOpen() {
    return object.holds(this);
  }

  /**
   * Swaps the struct_ops implementation behind this link for another one, while it is in use:
   * {@code bpf_link__update_map}. What uses the old one at that time may keep it: a TCP connection
   * stays with its congestion control until it is closed.
   *
   * @param map a loaded struct_ops variable in a {@code .struct_ops.link} section, of the same type
   *     and, where the type has a name, of the same name; of this or another object, which may be
   *     closed afterwards. The one that is behind the link already stays there.
   * @throws BpfException if the link or the map is of another kind, or the kernel refuses; then the
   *     old implementation stays
   * @throws IllegalStateException if the link is closed, or an object is not loaded
   */
  public void update(StructOpsMap map) {
    object
        .lifetime()
        .sharedWith(
            map.object().lifetime(),
            "update of link " + name,
            Lifetime.AFTER_LOAD,
            () -> {
              replace(map);
              return map;
            });
  }

  private synchronized void replace(StructOpsMap map) {
    if (address == 0) {
      throw new IllegalStateException("link of " + name + " is closed");
    }
    requireLinkable(map);
    // The kernel would put it in its list a second time.
    if (map.equals(variable)) {
      return;
    }
    LibbpfCall.of("bpf_link__update_map", name)
        .explain("EINVAL", () -> StructOpsDiagnosis.swap(name, map.name()))
        .explain("EOPNOTSUPP", () -> "what has this type can only be detached and attached")
        .check(() -> Libbpf.bpf_link__update_map(address, map.address()));
    variable = map;
  }

  /**
   * libbpf takes every link for one of a struct_ops variable, whatever its memory holds; and it
   * gives a map of a plain section to the kernel for good before it finds that it is none.
   */
  private void requireLinkable(StructOpsMap map) {
    boolean replaceable = variable != null && variable.isLinkable();
    if (!replaceable || !map.isLinkable() || !map.isCreated()) {
      throw new BpfException(
          "bpf_link__update_map",
          name,
          "EINVAL",
          StructOpsDiagnosis.swap(name, map.name()),
          List.of());
    }
  }

  /**
   * Detaches: {@code bpf_link__destroy}. Closing again has no effect.
   *
   * @throws BpfException if the kernel refuses to detach; the link is gone all the same
   */
  @Override
  public void close() {
    object.release(this);
  }

  /** Frees the native link. The object calls this once, while it has itself alone. */
  void destroy() {
    long freed = address;
    address = 0;
    LibbpfCall.of("bpf_link__destroy", name).check(() -> Libbpf.bpf_link__destroy(freed));
  }
}
