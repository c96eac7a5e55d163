package org.bpfskel.internal.attach;

import org.bpfskel.BpfException;
import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.handle.LinkHandle;
import org.bpfskel.internal.handle.ProgramHandle;
import org.bpfskel.internal.libbpf.LibbpfNetwork;
import org.bpfskel.internal.libbpf.NetworkOpts.TcHookOpts;
import org.bpfskel.internal.libbpf.NetworkOpts.TcOpts;
import org.bpfskel.internal.os.TrafficControl.Filter;

/** A filter of traffic control, by its numbers. */
public final class TcFilterHandle extends LinklessHandle {
  private static final String FUNCTION = "bpf_tc_attach";
  private static final int BPF_TC_F_REPLACE = 1;

  private final TcPlace place;
  private final int handle;
  private final int priority;

  private TcFilterHandle(OwnProgram program, TcPlace place, TcOpts told) {
    super(FUNCTION, program);
    this.place = place;
    this.handle = told.handle();
    this.priority = told.priority();
  }

  /**
   * Attaches a program.
   *
   * @param call what errors mean
   * @param handle 0 to have the kernel choose
   * @param priority 0 to have the kernel choose
   */
  public static LinkHandle attach(
      ProgramHandle program,
      LibbpfCall call,
      TcPlace place,
      int handle,
      int priority,
      boolean replaces) {
    return attach(
        program,
        own -> {
          int flags = replaces ? BPF_TC_F_REPLACE : 0;
          try (TcHookOpts hook = place.hook();
              TcOpts opts = new TcOpts(own.descriptor(), flags, handle, priority)) {
            call.check(() -> LibbpfNetwork.bpf_tc_attach(hook, opts));
            return new TcFilterHandle(own, place, opts);
          }
        });
  }

  /** The kernel takes no expectation, and would make a filter that is gone. */
  @Override
  void replace(int program, int replaced) {
    if (!isThere()) {
      throw new BpfException(
          FUNCTION,
          name(),
          BpfException.Kind.NOT_FOUND,
          "its filter is gone, or somebody else has put another program there");
    }
    try (TcHookOpts hook = place.hook();
        TcOpts opts = new TcOpts(program, BPF_TC_F_REPLACE, handle, priority)) {
      LibbpfCall.of(FUNCTION, name()).check(() -> LibbpfNetwork.bpf_tc_attach(hook, opts));
    }
  }

  /** Not what somebody else has put in its place. */
  @Override
  void end(int program) {
    if (isThere()) {
      try (TcHookOpts hook = place.hook();
          TcOpts opts = new TcOpts(0, 0, handle, priority)) {
        LibbpfCall.of("bpf_tc_detach", name()).check(() -> LibbpfNetwork.bpf_tc_detach(hook, opts));
      }
    }
  }

  private boolean isThere() {
    for (Filter filter : place.filters()) {
      if (filter.handle() == handle && filter.priority() == priority) {
        return filter.programId() == programId();
      }
    }
    return false;
  }
}
