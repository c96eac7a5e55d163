package org.bpfskel.bench;

import java.util.concurrent.TimeUnit;
import org.bpfskel.data.LongVar;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What {@code global.c} does; JMH keeps the compiler from dropping accesses. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls open first
public class GlobalBenchmark {
  private static final int ACCESSES = 10_000;

  private MemorySkel skel;
  private long next;

  /** A fork of its own, in which JMH can keep the compiler from seeing what is not used. */
  public static void main(String[] args) throws RunnerException {
    OptionsBuilder options = new OptionsBuilder();
    options.include(GlobalBenchmark.class.getName()).forks(1).shouldFailOnError(true);
    options.verbosity(VerboseMode.SILENT);
    for (RunResult result : new Runner(options.build()).run()) {
      Rounds.print(result.getPrimaryResult().getLabel(), result.getPrimaryResult().getScore());
    }
  }

  @Setup(Level.Trial)
  public void open() {
    skel = MemorySkel.openAndLoad();
  }

  @TearDown(Level.Trial)
  public void close() {
    skel.close();
  }

  @Benchmark
  @OperationsPerInvocation(ACCESSES)
  public long read() {
    LongVar sent = skel.bss.sent;
    long sum = 0;
    for (int i = 0; i < ACCESSES; i++) {
      sum += sent.get();
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(ACCESSES)
  public void write() {
    LongVar sent = skel.bss.sent;
    for (int i = 0; i < ACCESSES; i++) {
      sent.set(i);
    }
  }

  /** Each access for itself, with all that leads from the skeleton to it. */
  @Benchmark
  public long readOne() {
    return skel.bss.sent.get();
  }

  @Benchmark
  public void writeOne() {
    skel.bss.sent.set(next++);
  }
}
