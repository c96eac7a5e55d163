package org.bpfskel.internal.libbpf;

import org.bpfskel.internal.foreign.NativeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a program is run on, and what comes of it:
 *
 * <pre>{@code
 * struct bpf_test_run_opts {
 *   size_t sz;
 *   const void *data_in;
 *   void *data_out;
 *   __u32 data_size_in;
 *   __u32 data_size_out;   // in: room for it; out: its length
 *   const void *ctx_in;
 *   void *ctx_out;
 *   __u32 ctx_size_in;
 *   __u32 ctx_size_out;    // in: room for it; out: its length
 *   __u32 retval;          // out
 *   int repeat;
 *   __u32 duration;        // out
 *   __u32 flags;
 *   __u32 cpu;
 *   __u32 batch_size;
 * };
 * }</pre>
 */
public final class TestRunOpts extends LibbpfOpts {
  private static final int DATA_IN = 8;
  private static final int DATA_OUT = 16;
  private static final int DATA_SIZE_IN = 24;
  private static final int DATA_SIZE_OUT = 28;
  private static final int CTX_IN = 32;
  private static final int CTX_OUT = 40;
  private static final int CTX_SIZE_IN = 48;
  private static final int CTX_SIZE_OUT = 52;
  private static final int RETVAL = 56;
  private static final int REPEAT = 60;
  private static final int DURATION = 64;
  private static final int FLAGS = 68;
  private static final int CPU = 72;
  private static final int BATCH_SIZE = 76;
  private static final int SIZE = 80;

  private @Nullable NativeBuffer dataOut;
  private @Nullable NativeBuffer ctxIn;
  private @Nullable NativeBuffer ctxOut;

  public TestRunOpts(int repeat, int flags, int cpu, int batchSize) {
    super(SIZE);
    int32(REPEAT, repeat);
    int32(FLAGS, flags);
    int32(CPU, cpu);
    int32(BATCH_SIZE, batchSize);
  }

  /** The data that goes in, null for none, and how many bytes of it are to come out. */
  public TestRunOpts data(byte @Nullable [] in, int sizeOut) {
    pointer(DATA_IN, copy(in));
    int32(DATA_SIZE_IN, length(in));
    dataOut = room(sizeOut);
    pointer(DATA_OUT, dataOut);
    int32(DATA_SIZE_OUT, sizeOut);
    return this;
  }

  /** The context that goes in, null for none, and how many bytes of it are to come out. */
  public TestRunOpts ctx(byte @Nullable [] in, int sizeOut) {
    ctxIn = copy(in);
    pointer(CTX_IN, ctxIn);
    int32(CTX_SIZE_IN, length(in));
    ctxOut = room(sizeOut);
    pointer(CTX_OUT, ctxOut);
    int32(CTX_SIZE_OUT, sizeOut);
    return this;
  }

  private static @Nullable NativeBuffer copy(byte @Nullable [] bytes) {
    return bytes == null ? null : NativeBuffer.of(bytes);
  }

  private static int length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static @Nullable NativeBuffer room(int size) {
    return size == 0 ? null : NativeBuffer.zeroed(size);
  }

  public int dataSizeOut() {
    return int32(DATA_SIZE_OUT);
  }

  public int ctxSizeOut() {
    return int32(CTX_SIZE_OUT);
  }

  public int retval() {
    return int32(RETVAL);
  }

  /** Nanoseconds a run. */
  public int duration() {
    return int32(DURATION);
  }

  /** The data that came out, after a run. */
  public byte[] dataOut() {
    return dataOut == null ? new byte[0] : dataOut.read(dataSizeOut());
  }

  /**
   * The context that came out, after a run; what became of the one that went in if none was to
   * come.
   */
  public byte[] ctxOut() {
    if (ctxOut != null) {
      return ctxOut.read(ctxSizeOut());
    }
    return ctxIn == null ? new byte[0] : ctxIn.read(int32(CTX_SIZE_IN));
  }
}
