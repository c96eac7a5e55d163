package org.bpfskel;

import org.bpfskel.internal.Libbpf;

/**
 * An attachment of a program or of a struct_ops map to the kernel: libbpf's {@code struct
 * bpf_link}. Owned by its {@link BpfObject}, whose close ends it; may be closed earlier. Safe for
 * use by several threads.
 */
public final class BpfLink implements AutoCloseable {
  private final BpfObject object;
  private final String name;
  private long address;

  BpfLink(BpfObject object, String name, long address) {
    this.object = object;
    this.name = name;
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
   * {@code bpf_link__update_map}.
   *
   * @param map a loaded struct_ops variable in a {@code .struct_ops.link} section, of the same type
   *     and, where the type has a name, of the same name; of this or another object
   * @throws BpfException if the kernel refuses
   * @throws IllegalStateException if the link is closed, or an object is not loaded
   */
  public void update(BpfMap map) {
    object
        .lifetime()
        .sharedWith(
            map.object().lifetime(),
            "update of link " + name,
            Lifetime.AFTER_LOAD,
            () -> {
              if (address == 0) {
                throw new IllegalStateException("link of " + name + " is closed");
              }
              return LibbpfCall.of("bpf_link__update_map", name)
                  .explain("EINVAL", () -> StructOpsDiagnosis.swap(name, map.name()))
                  .check(() -> Libbpf.bpf_link__update_map(address, map.address()));
            });
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
