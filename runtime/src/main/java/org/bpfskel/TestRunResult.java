package org.bpfskel;

import java.time.Duration;
import org.bpfskel.internal.LibbpfPrograms;
import org.bpfskel.internal.NativeBuffer;
import org.bpfskel.internal.TestRunOpts;
import org.jspecify.annotations.Nullable;

/** What a {@link BpfProgram#testRun} ended with: the rest of {@code struct bpf_test_run_opts}. */
public final class TestRunResult {
  private static final byte[] NOTHING = {};

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

  /** What the program returned, unsigned in C; of several runs, the last one. */
  public int retval() {
    return retval;
  }

  /** How long one run took, on the average; zero for types of which the kernel does not say. */
  public Duration duration() {
    return duration;
  }

  /** A copy of the data after the run; empty if none was asked for. */
  public byte[] dataOut() {
    return dataOut.clone();
  }

  /**
   * A copy of the context after the run: as much as was asked for, else what became of the context
   * that went in, which programs of type syscall change in place.
   */
  public byte[] ctxOut() {
    return ctxOut.clone();
  }

  /** Runs a program; within the object's lifetime. */
  static TestRunResult of(String program, int fd, TestRun request) {
    TestRunOpts opts = request.toNative();
    byte[] data = request.dataIn();
    byte[] ctx = request.ctxIn();
    try (NativeBuffer dataIn = copy(data);
        NativeBuffer ctxIn = copy(ctx);
        NativeBuffer dataOut = room(opts.data_size_out);
        NativeBuffer ctxOut = room(opts.ctx_size_out)) {
      opts.data_in = NativeBuffer.address(dataIn);
      opts.data_size_in = length(data);
      opts.data_out = NativeBuffer.address(dataOut);
      opts.ctx_in = NativeBuffer.address(ctxIn);
      opts.ctx_size_in = length(ctx);
      opts.ctx_out = NativeBuffer.address(ctxOut);
      LibbpfCall.of("bpf_prog_test_run_opts", program)
          .explain("EINVAL", "programs of this type do not take all of what was given")
          .explain(
              "ENOSPC",
              () ->
                  "the data is %d bytes, the context %d"
                      .formatted(opts.data_size_out, opts.ctx_size_out))
          .explain("ENOTSUPP", "the kernel has no test run for programs of this type")
          .check(() -> LibbpfPrograms.bpf_prog_test_run_opts(fd, opts));
      return new TestRunResult(
          opts.retval,
          Duration.ofNanos(Integer.toUnsignedLong(opts.duration)),
          dataOut == null ? NOTHING : dataOut.read(opts.data_size_out),
          ctxOut != null
              ? ctxOut.read(opts.ctx_size_out)
              : ctxIn != null ? ctxIn.read(length(ctx)) : NOTHING);
    }
  }

  private static @Nullable NativeBuffer copy(byte @Nullable [] bytes) {
    return bytes == null ? null : NativeBuffer.of(bytes);
  }

  private static @Nullable NativeBuffer room(int size) {
    return size == 0 ? null : NativeBuffer.zeroed(size);
  }

  private static int length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  /** {@code retval=2, 150 ns a run, 64 bytes of data, 0 of context}, for messages. */
  @Override
  public String toString() {
    return "retval=%s, %d ns a run, %d bytes of data, %d of context"
        .formatted(
            Integer.toUnsignedString(retval), duration.toNanos(), dataOut.length, ctxOut.length);
  }
}
