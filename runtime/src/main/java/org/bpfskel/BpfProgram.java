package org.bpfskel;

import java.nio.file.Path;
import org.bpfskel.access.Door;
import org.bpfskel.access.TargetDoor;
import org.bpfskel.attach.AttachTarget;
import org.bpfskel.internal.attach.TargetAttach;
import org.bpfskel.internal.handle.LaterLibbpf;
import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.handle.Lifetime;
import org.bpfskel.internal.handle.PinPath;
import org.bpfskel.internal.handle.ProgramHandle;
import org.bpfskel.internal.libbpf.LaterFunction;
import org.bpfskel.internal.libbpf.Libbpf;
import org.bpfskel.internal.libbpf.LibbpfPrograms;
import org.bpfskel.internal.os.Errno;
import org.bpfskel.internal.preflight.PreflightCheck;
import org.bpfskel.internal.structops.StructOpsHandle;
import org.jspecify.annotations.Nullable;

/**
 * A program of a BPF object: libbpf's {@code struct bpf_program}. The same program is the same Java
 * object for as long as its {@link BpfObject} lives. Safe for use by several threads.
 */
public sealed class BpfProgram permits StructOpsProgram {
  static {
    Door.PROGRAM.open(BpfProgram::handle);
  }

  private final BpfObject object;
  private final ProgramHandle handle;
  private final ProgramOptions options;

  BpfProgram(BpfObject object, ProgramHandle handle) {
    this.object = object;
    this.handle = handle;
    this.options = new ProgramOptions(handle);
  }

  /** The program as the class that its type asks for. */
  static BpfProgram of(BpfObject object, ProgramHandle handle) {
    return handle.isStructOps()
        ? new StructOpsProgram(object, handle)
        : new BpfProgram(object, handle);
  }

  /**
   * {@return name of the C function}
   *
   * <p>{@code bpf_program__name} of libbpf.
   */
  public final String name() {
    return handle.name();
  }

  /**
   * {@return the ELF section that holds the program, which names its type: {@code SEC("...")} in C}
   *
   * <p>{@code bpf_program__section_name} of libbpf.
   */
  public final String section() {
    return handle.section();
  }

  /**
   * {@return the object that this program belongs to; never null}
   *
   * @throws IllegalStateException if it belongs to none, which is never so of a program that a
   *     {@link BpfObject} gave
   */
  public final BpfObject object() {
    return object;
  }

  /**
   * {@return whether load takes this program to the kernel: {@code bpf_program__autoload}}
   *
   * @throws IllegalStateException after close
   */
  public final boolean autoload() {
    return handle.query("autoload", () -> Libbpf.bpf_program__autoload(handle.address()) != 0);
  }

  /**
   * Chooses whether load takes this program to the kernel: {@code bpf_program__set_autoload}.
   * Without a choice a struct_ops program is loaded if a struct_ops variable refers to it, any
   * other unless its section begins with {@code ?}. What a struct_ops variable that load creates
   * refers to cannot be left out: then load throws, and names both.
   *
   * @param autoload false to leave the program out
   * @throws IllegalStateException after load or close
   */
  public final void setAutoload(boolean autoload) {
    handle.setAutoload(autoload);
  }

  /**
   * {@return whether a skeleton's attach attaches this program, if its section says where: {@code
   * bpf_program__autoattach}; true at first}
   *
   * @throws IllegalStateException after close
   */
  public final boolean autoattach() {
    return handle.query("autoattach", () -> Libbpf.bpf_program__autoattach(handle.address()) != 0);
  }

  /**
   * Chooses whether a skeleton's attach attaches this program: {@code bpf_program__set_autoattach}.
   *
   * @param autoattach false to attach it by {@link #attach} alone, or not at all
   * @throws IllegalStateException after close
   */
  public final void setAutoattach(boolean autoattach) {
    handle
        .object()
        .lifetime()
        .exclusive(
            "setAutoattach of program " + name(),
            Lifetime.UNTIL_CLOSE,
            () -> {
              LibbpfPrograms.bpf_program__set_autoattach(
                  handle.address(), (byte) (autoattach ? 1 : 0));
              return autoattach;
            });
  }

  /**
   * Type, flags and log of the load, which can be changed before it.
   *
   * @return the program's options; each call gives another object for the same
   */
  public final ProgramOptions options() {
    return options;
  }

  /**
   * {@return what the kernel's verifier wrote about this program at load, with its line ends: of a
   * program that it refused, or that was loaded with a {@link ProgramOptions#setLogLevel log
   * level}} Empty without either, and before load. Of a log that the Java heap has no room for, its
   * end is kept, below a line that says so.
   *
   * <p>The buffer is that of {@code bpf_program__log_buf}.
   */
  public final String verifierLog() {
    return handle.log();
  }

  /**
   * {@return the program's file descriptor: {@code bpf_program__fd}} The object owns it, and closes
   * it when it is closed itself.
   *
   * @throws IllegalStateException before load, after close, or if load left the program out
   */
  public final int fd() {
    return handle.afterLoad("fd", fd -> fd);
  }

  /**
   * {@return what the kernel tells of the program now: {@code bpf_prog_get_info_by_fd}}
   *
   * @throws BpfException if the kernel refuses
   * @throws IllegalStateException before load, after close, or if load left the program out
   */
  public final ProgramInfo info() {
    return handle.afterLoad("info", fd -> ProgramInfo.read(name(), fd));
  }

  /**
   * Runs the program on given data, wherever it is attached or not: {@code bpf_prog_test_run_opts}.
   * The object cannot be closed meanwhile.
   *
   * @param request what the program gets, and how often it runs
   * @return what it returned and left behind
   * @throws BpfException if the kernel refuses: it has no test run for some types, and takes from
   *     each type other members of the request
   * @throws IllegalStateException before load, after close, or if load left the program out
   */
  public final TestRunResult testRun(TestRun request) {
    return handle.afterLoad("testRun", fd -> TestRunResult.of(name(), fd, request));
  }

  /**
   * Gives the program a name in a BPF file system, by which it outlives this process: {@code
   * bpf_program__pin}. A missing parent directory is made.
   *
   * @param file a name that is not taken yet, such as {@code /sys/fs/bpf/acme/filter}
   * @throws BpfException if libbpf or the kernel refuses
   * @throws IllegalStateException before load, after close, or if load left the program out
   */
  public final void pin(Path file) {
    handle.afterLoad(
        "pin",
        fd ->
            pinning("bpf_program__pin", file)
                .check(() -> LibbpfPrograms.bpf_program__pin(handle.address(), file.toString())));
  }

  /**
   * Takes a name away that {@link #pin} gave: {@code bpf_program__unpin}.
   *
   * @param file the name that it has
   * @throws BpfException if libbpf or the kernel refuses
   * @throws IllegalStateException before load, after close, or if load left the program out
   */
  public final void unpin(Path file) {
    handle.afterLoad(
        "unpin",
        fd ->
            pinning("bpf_program__unpin", file)
                .check(() -> LibbpfPrograms.bpf_program__unpin(handle.address(), file.toString())));
  }

  private LibbpfCall pinning(String function, Path file) {
    return PinPath.explain(LibbpfCall.of(function, name()), file);
  }

  /**
   * Attaches the program to what its section names: {@code bpf_program__attach}.
   *
   * @return the link, owned by the object
   * @throws BpfException if the section does not say enough or the kernel refuses
   * @throws IllegalStateException before load, after close, or if load left the program out
   */
  public final BpfLink attach() {
    return object.attach(
        name(),
        () -> {
          handle.descriptor("attach");
          return LibbpfCall.of("bpf_program__attach", name())
              .diagnose(() -> PreflightCheck.lines(handle))
              .pointer(() -> Libbpf.bpf_program__attach(handle.address()));
        });
  }

  /**
   * Attaches the program to a place that is named: the {@code bpf_program__attach_*} function of
   * the target's class. A program may be attached to several places.
   *
   * @param target where; it can be used again
   * @return the link, owned by the object
   * @throws BpfException if the program is of a type that does not go there, there is no such
   *     place, libbpf is too old, or the kernel refuses
   * @throws IllegalStateException before load, after close, or if load left the program out
   */
  public final BpfLink attach(AttachTarget target) {
    return new BpfLink(
        handle.object(),
        new TargetAttach(handle, TargetDoor.CALL.behind(target), target.toString()).link(),
        null);
  }

  /**
   * Lets the program's calls of kernel functions work on a struct_ops variable: {@code
   * bpf_program__assoc_struct_ops}, of libbpf 1.7 and Linux 7.0. It cannot be undone.
   *
   * @param map a loaded struct_ops variable, of this or another object
   * @throws BpfException if libbpf is too old, this is a struct_ops program itself, or the kernel
   *     refuses
   * @throws IllegalStateException if an object is not loaded, or load left the program or the
   *     variable out
   */
  public final void associate(StructOpsMap map) {
    LaterFunction function = LaterFunction.BPF_PROGRAM__ASSOC_STRUCT_OPS;
    StructOpsHandle variable = map.handle();
    handle
        .object()
        .lifetime()
        .sharedWith(
            variable.object().lifetime(),
            "associate of program " + name(),
            Lifetime.AFTER_LOAD,
            () -> {
              handle.descriptor("associate");
              variable.descriptor("use");
              LaterLibbpf.require(function, this);
              return LibbpfCall.of(function.function(), name())
                  .explain("EBUSY", "it is associated with another variable")
                  .explain(
                      "EINVAL",
                      "a struct_ops program has its own variable, and Linux before 7.0 cannot do"
                          + " it")
                  .check(() -> function.check(handle.address(), variable.address(), null));
            });
  }

  /**
   * Attaches the program if libbpf can do so by its section alone, as a C skeleton's attach does.
   *
   * @return the link, or null if the program was not loaded, does not attach by itself ({@link
   *     #setAutoattach}), or its section does not name a place
   * @throws BpfException if the kernel refuses
   * @throws IllegalStateException before load or after close
   */
  public final @Nullable BpfLink attachBySection() {
    if (!attachesByItself() || this instanceof StructOpsProgram) {
      return null;
    }
    try {
      return attach();
    } catch (BpfException e) {
      // libbpf's answer to a section without a place; a refusal by the kernel comes with a line.
      if (e.errno() == Errno.EOPNOTSUPP && e.libbpfLog().isEmpty()) {
        return null;
      }
      throw e;
    }
  }

  private boolean attachesByItself() {
    long address = handle.address();
    return handle
        .object()
        .lifetime()
        .shared(
            "attach of program " + name(),
            Lifetime.AFTER_LOAD,
            () ->
                Libbpf.bpf_program__autoload(address) != 0
                    && Libbpf.bpf_program__autoattach(address) != 0);
  }

  final ProgramHandle handle() {
    return handle;
  }

  final long address() {
    return handle.address();
  }

  /** The program's C name and section, for messages. */
  @Override
  public String toString() {
    return handle.toString();
  }
}
