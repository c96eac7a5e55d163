package org.bpfskel.generated;

import java.util.Locale;
import java.util.Objects;
import org.bpfskel.btf.MemberDetail.Elements;
import org.bpfskel.btf.MemberDetail.Nested;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Member;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks, and prints what each copy costs a field. */
public final class CopyCosts {
  private CopyCosts() {}

  public static void main(String[] args) throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include(CopyMeasurement.class.getPackageName())
            .forks(1)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .addProfiler(GCProfiler.class)
            .build();
    for (RunResult result : new Runner(options).run()) {
      print(result);
    }
  }

  private static void print(RunResult result) {
    String struct = result.getParams().getParam("struct");
    String name =
        result.getPrimaryResult().getLabel() + "_" + (struct == null ? "scalars" : struct);
    print(name, result.getPrimaryResult().getScore() / fields(struct));
    print(name + "_allocated", allocated(result).getScore());
  }

  private static void print(String name, double value) {
    System.out.println(name + " " + String.format(Locale.ROOT, "%.4f", value));
  }

  /** By GCProfiler. */
  private static Result<?> allocated(RunResult result) {
    return Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"));
  }

  private static int fields(@Nullable String struct) {
    if (struct == null) {
      return EveryScalar.FIELDS;
    }
    try (WholeOpsSkel skel = WholeOpsSkel.open()) {
      return count(
          struct.equals(WholeStructBenchmark.TCP)
              ? skel.structOps.congestion.structLayout()
              : skel.structOps.scheduler.structLayout());
    }
  }

  /** Values of C: those of nested structs, and each element of an array. */
  private static int count(StructLayout layout) {
    return layout.members().stream().mapToInt(CopyCosts::count).sum();
  }

  private static int count(Member member) {
    if (member.detail() instanceof Nested nested) {
      return count(nested.layout());
    }
    if (member.detail() instanceof Elements array) {
      return array.count() * (array.layout() == null ? 1 : count(array.layout()));
    }
    return 1;
  }
}
