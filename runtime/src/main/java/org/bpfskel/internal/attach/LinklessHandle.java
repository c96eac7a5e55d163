package org.bpfskel.internal.attach;

import java.nio.file.Path;
import org.bpfskel.BpfException;
import org.bpfskel.internal.handle.LinkHandle;
import org.bpfskel.internal.handle.ProgramHandle;
import org.bpfskel.internal.handle.SystemCall;
import org.bpfskel.internal.os.Descriptor;
import org.jspecify.annotations.Nullable;

/**
 * A program that is attached without a link of the kernel: where it is attached it stays when the
 * process dies. While this lives it is ended as a link is. Has a descriptor of the program of its
 * own, by which it knows what is its to end; the program's object may be gone before.
 */
public abstract class LinklessHandle extends LinkHandle {
  private final String function;
  private int program;
  private int programId;
  private boolean isDetached;
  private boolean isDisconnected;

  /** Attaches a program by a descriptor that the handle then owns. */
  interface Attach<L extends LinklessHandle> {
    L attach(OwnProgram program);
  }

  /**
   * A program by a descriptor of its own.
   *
   * @param id the kernel's number of it
   */
  record OwnProgram(String name, int descriptor, int id) {}

  /**
   * @param function that attached it, for messages
   * @param program whose descriptor this owns from now on
   */
  LinklessHandle(String function, OwnProgram program) {
    super(program.name());
    this.function = function;
    this.program = program.descriptor();
    this.programId = program.id();
  }

  /** Attaches a program, by a descriptor of it that is closed again if that fails. */
  static <L extends LinklessHandle> L attach(ProgramHandle program, Attach<L> attach) {
    int descriptor = duplicate(program);
    L attached = null;
    try {
      String name = program.name();
      attached = attach.attach(new OwnProgram(name, descriptor, ProgramId.of(name, descriptor)));
      return attached;
    } finally {
      if (attached == null) {
        Descriptor.close(descriptor);
      }
    }
  }

  private static int duplicate(ProgramHandle program) {
    int descriptor = program.descriptor("use");
    return SystemCall.on(program.toString()).get(() -> Descriptor.duplicate(descriptor));
  }

  /** Puts a program in the place of the one that is attached. */
  abstract void replace(int program, int replaced);

  /** Ends what is attached, if it is still there. */
  abstract void end(int program);

  /** Gives back what the place is made of. */
  void release() {}

  /** The kernel's number of the program that is attached. */
  final int programId() {
    return programId;
  }

  @Override
  public final int descriptor(String operation) {
    requireOpen();
    throw new BpfException(
        operation,
        name(),
        BpfException.Kind.NOT_SUPPORTED,
        "it has no link in the kernel: " + function + " makes none");
  }

  @Override
  public final void update(ProgramHandle replacement) {
    update(replacement, programId);
  }

  @Override
  public final void update(ProgramHandle replacement, int expectedId) {
    requireOpen();
    if (isDetached) {
      throw new BpfException(function, name(), BpfException.Kind.NOT_FOUND, "it was detached");
    }
    if (expectedId != programId) {
      throw new BpfException(
          function,
          name(),
          BpfException.Kind.PERMISSION,
          "another program than %d is attached".formatted(expectedId));
    }
    int descriptor = duplicate(replacement);
    boolean done = false;
    try {
      int id = ProgramId.of(name(), descriptor);
      replace(descriptor, program);
      done = true;
      Descriptor.close(program);
      program = descriptor;
      programId = id;
    } finally {
      if (!done) {
        Descriptor.close(descriptor);
      }
    }
  }

  @Override
  public final void pin(Path path) {
    descriptor("bpf_link__pin");
  }

  @Override
  public final void unpin() {
    descriptor("bpf_link__unpin");
  }

  @Override
  public final @Nullable Path pinPath() {
    requireOpen();
    return null;
  }

  @Override
  public final void detach() {
    requireOpen();
    if (!isDetached) {
      end(program);
      isDetached = true;
    }
  }

  @Override
  public final void disconnect() {
    requireOpen();
    isDisconnected = true;
  }

  @Override
  protected final void free() {
    try {
      if (!isDetached && !isDisconnected) {
        end(program);
      }
    } finally {
      Descriptor.close(program);
      release();
    }
  }
}
