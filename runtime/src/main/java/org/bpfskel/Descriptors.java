package org.bpfskel;

import java.util.ArrayList;
import java.util.List;
import org.bpfskel.attach.Interface;
import org.bpfskel.attach.KernelFile;
import org.bpfskel.attach.PerfEvent;
import org.bpfskel.internal.Descriptor;
import org.bpfskel.internal.ErrnoException;
import org.bpfskel.internal.Libbpf;
import org.bpfskel.internal.NetworkInterfaces;
import org.bpfskel.internal.PerfEventDescriptor;

/** The file descriptors that one call needs: opened before it, closed after it. */
final class Descriptors implements AutoCloseable {
  private final List<Integer> opened = new ArrayList<>();

  /** A file by its path, or as the user has it open. */
  int of(KernelFile file) {
    return file.path() == null
        ? file.descriptor()
        : open(file.toString(), "", () -> Descriptor.ofFile(file.toString()));
  }

  /**
   * A map's, doubled: the call may be on another object, and two objects are not held at once in an
   * order that might differ.
   */
  int of(BpfMap map) {
    int descriptor = map.elements().duplicateDescriptor();
    opened.add(descriptor);
    return descriptor;
  }

  /** A program's, doubled likewise. */
  int of(BpfProgram program) {
    return program
        .object()
        .lifetime()
        .shared(
            "use of program " + program.name(),
            Lifetime.AFTER_LOAD,
            () -> duplicate(program.toString(), Libbpf.bpf_program__fd(program.address())));
  }

  private int duplicate(String what, int descriptor) {
    return open(what, "it was left out of the load", () -> Descriptor.duplicate(descriptor));
  }

  /** A new event counter. */
  int of(PerfEvent event) {
    return open(
        event.toString(),
        "ENOENT, EOPNOTSUPP or ENODEV: the machine does not count such events, as most virtual ones"
            + " do not count the processor's; EINVAL: a number is unknown, or pid and cpu are both"
            + " left open; ESRCH: no such process; EACCES: it needs CAP_PERFMON",
        () ->
            PerfEventDescriptor.ofCounter(
                event.type(),
                event.config(),
                event.sample(),
                event.perSecond(),
                event.pid(),
                event.cpu()));
  }

  private interface Opening {
    int open() throws ErrnoException;
  }

  private int open(String what, String advice, Opening call) {
    try {
      int descriptor = call.open();
      opened.add(descriptor);
      return descriptor;
    } catch (ErrnoException e) {
      throw failure(e, what, advice);
    }
  }

  /** Leaves one open, for it has another owner now. */
  void release(int descriptor) {
    opened.remove((Integer) descriptor);
  }

  /** An interface's index as of now. */
  static int indexOf(Interface on) {
    String name = on.name();
    if (name == null) {
      return on.index();
    }
    try {
      return NetworkInterfaces.index(name);
    } catch (ErrnoException e) {
      throw failure(e, name, "this network namespace has no such interface");
    }
  }

  private static BpfException failure(ErrnoException e, String what, String advice) {
    LibbpfCall call = LibbpfCall.of(e.function(), what);
    return (advice.isEmpty() ? call : call.explain(e.symbol(), advice))
        .failure(e.errno(), List.of());
  }

  @Override
  public void close() {
    opened.forEach(Descriptor::close);
  }
}
