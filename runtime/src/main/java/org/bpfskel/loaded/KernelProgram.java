package org.bpfskel.loaded;

import java.nio.file.Path;
import org.bpfskel.BpfException;
import org.bpfskel.ProgramInfo;
import org.bpfskel.TestRun;
import org.bpfskel.TestRunResult;
import org.bpfskel.access.InfoDoor;
import org.bpfskel.internal.handle.KernelHandle;
import org.bpfskel.internal.handle.KernelKind;
import org.jspecify.annotations.Nullable;

/**
 * A program of the kernel without an object file: one that this or another process loaded, opened
 * by its pin or its id. It holds a descriptor of its own, which {@link #close} closes; the program
 * stays as long as anything else holds it. What is never closed is closed with a warning once
 * nothing refers to it. Safe for use by several threads.
 */
public final class KernelProgram implements AutoCloseable {
  private final KernelHandle handle;
  private final ProgramInfo opened;

  private KernelProgram(int descriptor, String name, @Nullable Path pin) {
    this.handle = new KernelHandle(name, descriptor, pin);
    try {
      this.opened = info();
    } catch (RuntimeException | Error e) {
      handle.close();
      throw e;
    }
  }

  /**
   * Opens a program that is pinned: {@code bpf_obj_get}.
   *
   * @param path the file in a BPF file system, such as {@code /sys/fs/bpf/filter}
   * @return the program, to be closed
   * @throws BpfException if nothing is pinned there, it is no program, or this process may not
   */
  public static KernelProgram pinned(Path path) {
    return new KernelProgram(KernelKind.PROGRAM.pinned(path, 0), "program " + path, path);
  }

  /**
   * Opens the program that has a number in the kernel: {@code bpf_prog_get_fd_by_id}. It takes
   * {@code CAP_SYS_ADMIN}.
   *
   * @param id as {@link ProgramInfo#id}
   * @return the program, to be closed
   * @throws BpfException if there is none, or this process may not
   */
  public static KernelProgram byId(int id) {
    return new KernelProgram(KernelKind.PROGRAM.byId(id, 0), KernelKind.PROGRAM.name(id), null);
  }

  /** {@return the program's name in the kernel, the first 15 bytes of the C name} */
  public String name() {
    return opened.name();
  }

  /** {@return the program's number, unique on this machine while it lives} */
  public int id() {
    return opened.id();
  }

  /**
   * {@return what the kernel tells of the program now: {@code bpf_prog_get_info_by_fd}}
   *
   * @throws BpfException if the kernel refuses
   * @throws IllegalStateException after close
   */
  public ProgramInfo info() {
    return handle.call("info", fd -> InfoDoor.PROGRAM.read(handle.name(), fd));
  }

  /**
   * {@return the program's file descriptor, which stays this object's}
   *
   * @throws IllegalStateException after close
   */
  public int fd() {
    return handle.call("fd", fd -> fd);
  }

  /**
   * Runs the program on given data, wherever it is attached or not: {@code bpf_prog_test_run_opts}.
   *
   * @param request what the program gets, and how often it runs
   * @return what it returned and left behind
   * @throws BpfException if the kernel refuses, as {@link org.bpfskel.BpfProgram#testRun} says
   * @throws IllegalStateException after close
   */
  public TestRunResult testRun(TestRun request) {
    return handle.call("testRun", fd -> InfoDoor.TEST_RUN.read(handle.name(), fd).apply(request));
  }

  /** {@return where it was opened, or pinned through this object; null if nowhere} */
  public @Nullable Path pinPath() {
    return handle.pinPath();
  }

  /**
   * Makes a file that keeps the program when nothing else does: {@code bpf_obj_pin}. A missing
   * folder directly above is made.
   *
   * @param path in a BPF file system such as {@code /sys/fs/bpf}; nothing may be there
   * @throws BpfException if it is pinned already, or the kernel refuses
   * @throws IllegalStateException after close
   */
  public void pin(Path path) {
    handle.pin(path);
  }

  /**
   * Removes the file at {@link #pinPath}.
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

  KernelHandle handle() {
    return handle;
  }

  /** What it is, for messages. */
  @Override
  public String toString() {
    return handle.toString();
  }
}
