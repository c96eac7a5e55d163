package org.bpfskel;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.bpfskel.internal.handle.Lifetime;
import org.bpfskel.internal.handle.LinkHandle;
import org.bpfskel.internal.handle.ObjectHandle;
import org.bpfskel.internal.structops.StructOpsAttach;
import org.bpfskel.internal.structops.StructOpsHandle;
import org.jspecify.annotations.Nullable;

/**
 * An attachment of a program or of a struct_ops map to the kernel: libbpf's {@code struct
 * bpf_link}. Owned by its {@link BpfObject}, whose close ends it; may be closed earlier. Safe for
 * use by several threads.
 */
public final class BpfLink implements AutoCloseable {
  private final ObjectHandle object;
  private final LinkHandle handle;

  /** What is attached, if it is a struct_ops variable. */
  private @Nullable StructOpsHandle variable;

  BpfLink(ObjectHandle object, LinkHandle handle, @Nullable StructOpsHandle variable) {
    this.object = object;
    this.handle = handle;
    this.variable = variable;
  }

  /** {@return name of the program or map that is attached} */
  public String name() {
    return handle.name();
  }

  /** {@return whether the link has not been closed, by itself or with its object} */
  public boolean isOpen() {
    return object.holds(handle);
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
   * @throws IllegalStateException if the link is closed, an object is not loaded, or load left what
   *     is to be put there out
   */
  public void update(StructOpsMap map) {
    update(
        map.handle().object(),
        () -> {
          variable = StructOpsAttach.replace(handle, variable, map.handle());
          return handle;
        });
  }

  /**
   * Puts another program behind this link, without a moment between them: {@code
   * bpf_link__update_program}. For xdp, tcx, netkit, cgroup, netns, sockmap and iterator links.
   *
   * @param program a loaded program of the same type and attach type; of this or another object,
   *     which may be closed afterwards
   * @throws BpfException if the link is of another kind, or the kernel refuses; then the old
   *     program stays
   * @throws IllegalStateException if the link is closed, an object is not loaded, or load left what
   *     is to be put there out
   */
  public void update(BpfProgram program) {
    update(
        program.handle().object(),
        () -> {
          handle.update(program.handle());
          return handle;
        });
  }

  /**
   * As {@link #update(BpfProgram)}, but only if the program that runs now is the one that is
   * expected: {@code bpf_link_update} with {@code old_prog_fd}.
   *
   * @param program a loaded program of the same type and attach type; of this or another object,
   *     which may be closed afterwards
   * @param expectedId id of the program that is to be replaced: {@link LinkInfo#programId} or
   *     {@link ProgramInfo#id}
   * @throws BpfException if another program runs, there is none of that id, the link is of another
   *     kind, or the kernel refuses; then the old program stays
   * @throws IllegalStateException if the link is closed, an object is not loaded, or load left what
   *     is to be put there out
   */
  public void update(BpfProgram program, int expectedId) {
    update(
        program.handle().object(),
        () -> {
          handle.update(program.handle(), expectedId);
          return handle;
        });
  }

  private void update(ObjectHandle other, Supplier<?> call) {
    object
        .lifetime()
        .sharedWith(
            other.lifetime(),
            "update of link " + name(),
            Lifetime.AFTER_LOAD,
            () -> {
              synchronized (this) {
                return call.get();
              }
            });
  }

  /**
   * {@return what the kernel knows of this link: {@code bpf_link_get_info_by_fd}}
   *
   * @throws BpfException if the kernel has no link for it: a USDT, a variable in a plain {@code
   *     .struct_ops} section, a probe on old kernels
   * @throws IllegalStateException if the link is closed
   */
  public LinkInfo info() {
    return call("info", () -> LinkInfo.of(name(), handle.descriptor("bpf_link_get_info_by_fd")));
  }

  /**
   * {@return the link's file descriptor: {@code bpf_link__fd}} The link owns it, and closes it when
   * it is closed itself, or with its object.
   *
   * @throws BpfException if the kernel has no link for it, as {@link #info} says
   * @throws IllegalStateException if the link is closed
   */
  public int fd() {
    return call("fd", () -> handle.descriptor("bpf_link__fd"));
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
    run("pin", () -> handle.pin(path));
  }

  /**
   * Removes the file that {@link #pin} made: {@code bpf_link__unpin}. The link stays until closed.
   *
   * @throws BpfException if it is not pinned, or somebody has removed the file
   * @throws IllegalStateException if the link is closed
   */
  public void unpin() {
    run("unpin", handle::unpin);
  }

  /**
   * {@return where it is pinned: {@code bpf_link__pin_path}; null if it is not}
   *
   * @throws IllegalStateException if the link is closed
   */
  public @Nullable Path pinPath() {
    return call("pinPath", handle::pinPath);
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
    run("detach", handle::detach);
  }

  /**
   * Has {@link #close} leave the attachment alone: {@code bpf_link__disconnect}. It then lasts as
   * long as this process, or as its pin.
   *
   * @throws IllegalStateException if the link is closed
   */
  public void disconnect() {
    run("disconnect", handle::disconnect);
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
    return call("openBytes", handle::open);
  }

  /**
   * As {@link #openBytes}, for programs that write text, as UTF-8.
   *
   * @return the text, which the caller closes
   * @throws BpfException if this is no link of an iterator
   * @throws IllegalStateException if the link is closed
   */
  public BufferedReader openText() {
    return new BufferedReader(new InputStreamReader(openBytes(), StandardCharsets.UTF_8));
  }

  private void run(String operation, Runnable call) {
    call(
        operation,
        () -> {
          call.run();
          return handle;
        });
  }

  private <T extends @Nullable Object> T call(String operation, Supplier<T> call) {
    return object
        .lifetime()
        .shared(
            operation + " of link " + name(),
            Lifetime.AFTER_LOAD,
            () -> {
              synchronized (this) {
                return call.get();
              }
            });
  }

  /**
   * Detaches: {@code bpf_link__destroy}. Closing again has no effect.
   *
   * @throws BpfException if the kernel refuses to detach; the link is gone all the same
   */
  @Override
  public void close() {
    object.close(handle);
  }

  /** What is attached, and whether the link is closed, for messages. */
  @Override
  public String toString() {
    return handle + (handle.isOpen() ? "" : " (closed)");
  }
}
