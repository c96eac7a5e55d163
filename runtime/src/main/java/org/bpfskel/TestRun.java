package org.bpfskel;

import org.bpfskel.internal.libbpf.TestRunOpts;
import org.jspecify.annotations.Nullable;

/**
 * What {@link BpfProgram#testRun} runs a program on: libbpf's {@code struct bpf_test_run_opts},
 * whose members the setters of the {@link Builder} are named after. Immutable.
 *
 * <p>Which of them the kernel takes depends on the program's type. A packet goes in as {@link
 * Builder#dataIn}, with its Ethernet header, 14 bytes at least; the arguments of a raw tracepoint
 * and the context of a syscall program as {@link Builder#ctxIn}.
 */
public final class TestRun {
  /** {@code BPF_F_TEST_RUN_ON_CPU}: run on the chosen CPU; {@link Builder#cpu} sets it. */
  public static final int F_TEST_RUN_ON_CPU = 1;

  /**
   * {@code BPF_F_TEST_XDP_LIVE_FRAMES}: what an XDP program lets pass is really sent or received.
   */
  public static final int F_TEST_XDP_LIVE_FRAMES = 1 << 1;

  private final byte @Nullable [] dataIn;
  private final int dataSizeOut;
  private final byte @Nullable [] ctxIn;
  private final int ctxSizeOut;
  private final int repeat;
  private final int flags;
  private final int cpu;
  private final int batchSize;

  private TestRun(Builder builder) {
    dataIn = builder.dataIn;
    dataSizeOut = builder.dataSizeOut;
    ctxIn = builder.ctxIn;
    ctxSizeOut = builder.ctxSizeOut;
    repeat = builder.repeat;
    flags = builder.flags;
    cpu = builder.cpu;
    batchSize = builder.batchSize;
  }

  /** {@return a builder in which nothing is chosen yet: no data, no context, one run} */
  public static Builder builder() {
    return new Builder();
  }

  /** For one run, in memory of its own. */
  TestRunOpts toNative() {
    return new TestRunOpts(repeat, flags, cpu, batchSize)
        .data(dataIn, dataSizeOut)
        .ctx(ctxIn, ctxSizeOut);
  }

  /** Collects the members. Not safe for use by several threads. */
  public static final class Builder {
    private byte @Nullable [] dataIn;
    private int dataSizeOut;
    private byte @Nullable [] ctxIn;
    private int ctxSizeOut;
    private int repeat;
    private int flags;
    private int cpu;
    private int batchSize;

    private Builder() {}

    /**
     * The packet or other data that the program gets; the array is copied.
     *
     * @param data for a packet from its Ethernet header on
     * @return this builder
     */
    public Builder dataIn(byte[] data) {
      dataIn = data.clone();
      return this;
    }

    /**
     * Asks for the data after the run, up to that many bytes; a longer one is an error.
     *
     * @param bytes 0 for none
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public Builder dataSizeOut(int bytes) {
      dataSizeOut = notNegative("dataSizeOut", bytes);
      return this;
    }

    /**
     * The program's context struct, in native byte order; the array is copied.
     *
     * @param ctx such as {@code struct __sk_buff}
     * @return this builder
     */
    public Builder ctxIn(byte[] ctx) {
      ctxIn = ctx.clone();
      return this;
    }

    /**
     * Asks for the context after the run, up to that many bytes; a longer one is an error.
     *
     * @param bytes 0 for none
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public Builder ctxSizeOut(int bytes) {
      ctxSizeOut = notNegative("ctxSizeOut", bytes);
      return this;
    }

    /**
     * How often to run the program, each time on what the run before left behind; once by default.
     *
     * @param times 0 and 1 are once
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public Builder repeat(int times) {
      repeat = notNegative("repeat", times);
      return this;
    }

    /**
     * {@code F_} constants of {@link TestRun}, or others that the kernel knows.
     *
     * @param flags all at once, in place of those before
     * @return this builder
     */
    public Builder flags(int flags) {
      this.flags = flags;
      return this;
    }

    /**
     * The CPU to run on, and {@link #F_TEST_RUN_ON_CPU} among the flags. For raw tracepoints.
     *
     * @param number from 0
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public Builder cpu(int number) {
      cpu = notNegative("cpu", number);
      flags |= F_TEST_RUN_ON_CPU;
      return this;
    }

    /**
     * How many packets go on at once, with {@link #F_TEST_XDP_LIVE_FRAMES}; the kernel takes 64 by
     * itself, and at most 256.
     *
     * @param packets 0 for the kernel's own choice
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public Builder batchSize(int packets) {
      batchSize = notNegative("batchSize", packets);
      return this;
    }

    /** {@return the request as chosen so far} */
    public TestRun build() {
      return new TestRun(this);
    }

    private static int notNegative(String member, int value) {
      if (value < 0) {
        throw new IllegalArgumentException(member + " is negative: " + value);
      }
      return value;
    }
  }
}
