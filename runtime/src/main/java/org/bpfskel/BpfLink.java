package org.bpfskel;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.bpfskel.btf.Printable;
import org.bpfskel.internal.Libbpf;
import org.bpfskel.internal.LibbpfLinks;
import org.jspecify.annotations.Nullable;

/**
 * An attachment of a program or of a struct_ops map to the kernel: libbpf's {@code struct
 * bpf_link}. Owned by its {@link BpfObject}, whose close ends it; may be closed earlier. Safe for
 * use by several threads.
 */
public final class BpfLink implements AutoCloseable {
  private final BpfObject object;
  private final NativeLink link;
  private @Nullable StructOpsMap variable;

  /**
   * @param variable what is attached, if it is a struct_ops variable
   */
  BpfLink(BpfObject object, NativeLink link, @Nullable StructOpsMap variable) {
    this.object = object;
    this.link = link;
    this.variable = variable;
  }

  /** Name of the program or map that is attached. */
  public String name() {
    return link.name();
  }

  /** Whether the link has not been closed, by itself or with its object. */
  public boolean isOpen() {
    return object
        .lifetime()
        .shared("isOpen", Lifetime.ALWAYS, () -> object.held().links().contains(link));
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
            "update of link " + name(),
            Lifetime.AFTER_LOAD,
            () -> {
              replace(map);
              return map;
            });
  }

  private synchronized void replace(StructOpsMap map) {
    long address = link.address();
    requireLinkable(map);
    // The kernel would put it in its list a second time.
    if (map.equals(variable)) {
      return;
    }
    LibbpfCall.of("bpf_link__update_map", name())
        .explain("EINVAL", () -> StructOpsDiagnosis.swap(name(), map.name()))
        .explain("EOPNOTSUPP", "what has this type can only be detached and attached")
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
          name(),
          "EINVAL",
          StructOpsDiagnosis.swap(name(), map.name()),
          List.of());
    }
  }

  /**
   * Puts another program behind this link, without a moment between them: {@code
   * bpf_link__update_program}. For xdp, tcx, netkit, cgroup, netns, sockmap and iterator links.
   *
   * @param program a loaded program of the same type and attach type; of this or another object,
   *     which may be closed afterwards
   * @throws BpfException if the link is of another kind, or the kernel refuses; then the old
   *     program stays
   * @throws IllegalStateException if the link is closed, or an object is not loaded
   */
  public void update(BpfProgram program) {
    object
        .lifetime()
        .sharedWith(
            program.object().lifetime(),
            "update of link " + name(),
            Lifetime.AFTER_LOAD,
            () -> {
              synchronized (this) {
                return kernelLink().update(program);
              }
            });
  }

  /**
   * What the kernel knows of this link: {@code bpf_link_get_info_by_fd}.
   *
   * @throws BpfException if the kernel has no link for it: a USDT, a variable in a plain {@code
   *     .struct_ops} section, a probe on old kernels
   * @throws IllegalStateException if the link is closed
   */
  public LinkInfo info() {
    return withLink("info", KernelLink::info);
  }

  /**
   * Makes a file of the BPF file system that keeps the link attached when this process is gone:
   * {@code bpf_link__pin}. Closing does not remove it.
   *
   * @param path a file that does not exist, usually below {@code /sys/fs/bpf}; its last folder is
   *     made if it is missing
   * @throws BpfException if it is pinned already, the path is not in a BPF file system, or the
   *     kernel has no link for it
   * @throws IllegalStateException if the link is closed
   */
  public void pin(Path path) {
    withLink("pin", opened -> opened.pin(path));
  }

  /**
   * Removes the file that {@link #pin} made: {@code bpf_link__unpin}. The link stays until closed.
   *
   * @throws BpfException if it is not pinned, or somebody has removed the file
   * @throws IllegalStateException if the link is closed
   */
  public void unpin() {
    withLink("unpin", KernelLink::unpin);
  }

  /**
   * Where it is pinned: {@code bpf_link__pin_path}; null if it is not.
   *
   * @throws IllegalStateException if the link is closed
   */
  public @Nullable Path pinPath() {
    return withLink("pinPath", KernelLink::pinPath);
  }

  /**
   * Ends the attachment whoever else holds it, by a pin or a descriptor: {@code bpf_link__detach}.
   * The link itself stays until closed. Not all kinds can: xdp, tcx, netkit, cgroup, netns, and
   * struct_ops since Linux 6.9.
   *
   * @throws BpfException if the kernel refuses, or has no link for it
   * @throws IllegalStateException if the link is closed
   */
  public void detach() {
    withLink("detach", KernelLink::detach);
  }

  /**
   * Has {@link #close} leave the attachment alone: {@code bpf_link__disconnect}. It then lasts as
   * long as this process, or as its pin.
   *
   * @throws IllegalStateException if the link is closed
   */
  public void disconnect() {
    withLink(
        "disconnect",
        opened -> {
          LibbpfLinks.bpf_link__disconnect(opened.address());
          return opened;
        });
  }

  /**
   * Runs an iterator and reads what it writes: {@code bpf_iter_create}. Each stream starts anew; it
   * lasts beyond this link and its object, and must be closed. Reading or closing it from several
   * threads is safe.
   *
   * @return the program's output, as it makes it
   * @throws BpfException if this is no link of an iterator
   * @throws IllegalStateException if the link is closed
   */
  public InputStream openBytes() {
    return withLink("openBytes", KernelLink::open);
  }

  /**
   * As {@link #openBytes}, for programs that write text, as UTF-8.
   *
   * @throws BpfException if this is no link of an iterator
   * @throws IllegalStateException if the link is closed
   */
  public BufferedReader openText() {
    return new BufferedReader(new InputStreamReader(openBytes(), StandardCharsets.UTF_8));
  }

  private <T extends @Nullable Object> T withLink(String operation, Function<KernelLink, T> call) {
    return object
        .lifetime()
        .shared(
            operation + " of link " + name(),
            Lifetime.AFTER_LOAD,
            () -> {
              synchronized (this) {
                return call.apply(kernelLink());
              }
            });
  }

  private KernelLink kernelLink() {
    return new KernelLink(name(), link.address(), variable != null && !variable.isLinkable());
  }

  /**
   * Detaches: {@code bpf_link__destroy}. Closing again has no effect.
   *
   * @throws BpfException if the kernel refuses to detach; the link is gone all the same
   */
  @Override
  public void close() {
    object
        .lifetime()
        .exclusive(
            "close of link " + name(),
            Lifetime.ALWAYS,
            () -> {
              object.held().links().destroy(link);
              return link;
            });
  }

  /** What is attached, and whether the link is closed, for messages. */
  @Override
  public String toString() {
    return "link of " + Printable.of(name()) + (link.isOpen() ? "" : " (closed)");
  }
}
