package org.bpfskel.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
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
  public long read() {
    return skel.bss.sent.get();
  }

  @Benchmark
  public void write() {
    skel.bss.sent.set(next++);
  }
}
