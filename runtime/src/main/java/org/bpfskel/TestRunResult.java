package org.bpfskel;

import java.time.Duration;
import org.bpfskel.access.InfoDoor;
import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.libbpf.LibbpfPrograms;
import org.bpfskel.internal.libbpf.TestRunOpts;

/** What a {@link BpfProgram#testRun} ended with: the rest of {@code struct bpf_test_run_opts}. */
public final class TestRunResult {
  static {
    InfoDoor.TEST_RUN.open((name, fd) -> request -> of(name, fd, request));
  }

  private final int retval;
  private final Duration duration;
  private final byte[] dataOut;
  private final byte[] ctxOut;

  private TestRunResult(int retval, Duration duration, byte[] dataOut, byte[] ctxOut) {
    this.retval = retval;
    this.duration = duration;
    this.dataOut = dataOut;
    this.ctxOut = ctxOut;
  }

  /** {@return what the program returned, unsigned in C; of several runs, the last one} */
  public int retval() {
    return retval;
  }

  /**
   * {@return how long one run took, on the average; zero for types of which the kernel does not
   * say}
   */
  public Duration duration() {
    return duration;
  }

  /** {@return a copy of the data after the run; empty if none was asked for} */
  public byte[] dataOut() {
    return dataOut.clone();
  }

  /**
   * {@return a copy of the context after the run: as much as was asked for, else what became of the
   * context that went in, which programs of type syscall change in place}
   */
  public byte[] ctxOut() {
    return ctxOut.clone();
  }

  /** Runs a program; within the object's lifetime. */
  static TestRunResult of(String program, int fd, TestRun request) {
    try (TestRunOpts opts = request.toNative()) {
      LibbpfCall.of("bpf_prog_test_run_opts", program)
          .explain("EINVAL", "programs of this type do not take all of what was given")
          .explain(
              "ENOSPC",
              () ->
                  "the data is %d bytes, the context %d"
                      .formatted(opts.dataSizeOut(), opts.ctxSizeOut()))
          .explain("ENOTSUPP", "the kernel has no test run for programs of this type")
          .check(() -> LibbpfPrograms.bpf_prog_test_run_opts(fd, opts));
      return new TestRunResult(
          opts.retval(),
          Duration.ofNanos(Integer.toUnsignedLong(opts.duration())),
          opts.dataOut(),
          opts.ctxOut());
    }
  }

  /** {@code retval=2, 150 ns a run, 64 bytes of data, 0 of context}, for messages. */
  @Override
  public String toString() {
    return "retval=%s, %d ns a run, %d bytes of data, %d of context"
        .formatted(
            Integer.toUnsignedString(retval), duration.toNanos(), dataOut.length, ctxOut.length);
  }
}
