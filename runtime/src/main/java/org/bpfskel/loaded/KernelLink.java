package org.bpfskel.loaded;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bpfskel.BpfException;
import org.bpfskel.BpfProgram;
import org.bpfskel.LinkInfo;
import org.bpfskel.access.Door;
import org.bpfskel.access.InfoDoor;
import org.bpfskel.internal.handle.KernelHandle;
import org.bpfskel.internal.handle.KernelKind;
import org.bpfskel.internal.handle.KernelLinkCalls;
import org.jspecify.annotations.Nullable;

/**
 * An attachment in the kernel without an object file: one that this or another process made, opened
 * by its pin or its id. It holds a descriptor of its own, which {@link #close} closes; what is
 * attached stays attached as long as anything else holds the link. What is never closed is closed
 * with a warning once nothing refers to it. Safe for use by several threads.
 */
public final class KernelLink implements AutoCloseable {
  private final KernelHandle handle;
  private final int id;

  private KernelLink(int descriptor, String name, @Nullable Path pin) {
    this.handle = new KernelHandle(name, descriptor, pin);
    try {
      this.id = info().id();
    } catch (RuntimeException | Error e) {
      handle.close();
      throw e;
    }
  }

  /**
   * Opens a link that is pinned: what {@code bpf_link__open} does.
   *
   * @param path the file in a BPF file system, such as {@code /sys/fs/bpf/filter_link}
   * @return the link, to be closed
   * @throws BpfException if nothing is pinned there, it is no link, or this process may not
   */
  public static KernelLink pinned(Path path) {
    return new KernelLink(KernelKind.LINK.pinned(path, 0), "link " + path, path);
  }

  /**
   * Opens the link that has a number in the kernel: {@code bpf_link_get_fd_by_id}. It takes {@code
   * CAP_SYS_ADMIN}. Since Linux 5.8.
   *
   * @param id as {@link LinkInfo#id}
   * @return the link, to be closed
   * @throws BpfException if there is none, or this process may not
   */
  public static KernelLink byId(int id) {
    return new KernelLink(KernelKind.LINK.byId(id, 0), KernelKind.LINK.name(id), null);
  }

  /** {@return the link's number, unique on this machine while it lives} */
  public int id() {
    return id;
  }

  /**
   * {@return what the kernel tells of the link now: {@code bpf_link_get_info_by_fd}}
   *
   * @throws BpfException if the kernel refuses
   * @throws IllegalStateException after close
   */
  public LinkInfo info() {
    return handle.call("info", fd -> InfoDoor.LINK.read(handle.name(), fd));
  }

  /**
   * {@return the link's file descriptor, which stays this object's}
   *
   * @throws IllegalStateException after close
   */
  public int fd() {
    return handle.call("fd", fd -> fd);
  }

  /**
   * Puts another program behind this link, without a moment between them: {@code bpf_link_update}.
   *
   * @param program a loaded program of the same type and attach type, whose object may be closed
   *     afterwards
   * @throws BpfException if the link is of another kind, or the kernel refuses; then the old
   *     program stays
   * @throws IllegalStateException after close, or if the program is not loaded
   */
  public void update(BpfProgram program) {
    KernelLinkCalls.update(handle, Door.PROGRAM.behind(program));
  }

  /**
   * As the other, with a program that was opened by itself.
   *
   * @param program of the same type and attach type; it may be closed afterwards
   * @throws BpfException if the link is of another kind, or the kernel refuses; then the old
   *     program stays
   * @throws IllegalStateException after close of either
   */
  public void update(KernelProgram program) {
    KernelLinkCalls.update(handle, program.handle());
  }

  /**
   * Ends the attachment whoever else holds it: {@code bpf_link_detach}. The link itself stays until
   * nobody holds it. Not all kinds can: xdp, tcx, netkit, cgroup, netns, and struct_ops since Linux
   * 6.9.
   *
   * @throws BpfException if the kernel refuses
   * @throws IllegalStateException after close
   */
  public void detach() {
    KernelLinkCalls.detach(handle);
  }

  /**
   * Runs an iterator and reads what it writes: {@code bpf_iter_create}. Each stream starts anew; it
   * lasts beyond this link, and must be closed.
   *
   * @return the program's output, as it makes it
   * @throws BpfException if this is no link of an iterator
   * @throws IllegalStateException after close
   */
  public InputStream openBytes() {
    return KernelLinkCalls.open(handle);
  }

  /**
   * As {@link #openBytes}, for programs that write text, as UTF-8.
   *
   * @return the text, which the caller closes
   * @throws BpfException if this is no link of an iterator
   * @throws IllegalStateException after close
   */
  public BufferedReader openText() {
    return new BufferedReader(new InputStreamReader(openBytes(), StandardCharsets.UTF_8));
  }

  /** {@return where it was opened, or pinned through this object; null if nowhere} */
  public @Nullable Path pinPath() {
    return handle.pinPath();
  }

  /**
   * Makes a file that keeps the link attached when nothing else does: {@code bpf_obj_pin}. A
   * missing folder directly above is made.
   *
   * @param path in a BPF file system such as {@code /sys/fs/bpf}; nothing may be there
   * @throws BpfException if it is pinned already, or the kernel refuses
   * @throws IllegalStateException after close
   */
  public void pin(Path path) {
    handle.pin(path);
  }

  /**
   * Removes the file at {@link #pinPath}: {@code bpf_link__unpin}.
   *
   * @throws BpfException if there is none, or the system refuses
   * @throws IllegalStateException after close
   */
  public void unpin() {
    handle.unpin();
  }

  /** {@return whether {@link #close} has not been called} */
  public boolean isOpen() {
    return handle.isOpen();
  }

  /** Closes the descriptor. Closing again has no effect. */
  @Override
  public void close() {
    handle.close();
  }

  /** What it is, for messages. */
  @Override
  public String toString() {
    return handle.toString();
  }
}
