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
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks, with JMH's own options if any are given, and prints a table. */
final class CopyCosts {
  private CopyCosts() {}

  public static void main(String[] args) throws RunnerException, CommandLineOptionException {
    Options options =
        new OptionsBuilder()
            .parent(new CommandLineOptions(args))
            .shouldFailOnError(true)
            .addProfiler(GCProfiler.class)
            .build();
    StringBuilder table = new StringBuilder();
    row(table, "copy", "struct", "fields", "ns/field", "ns/op", "error", "B/op");
    for (RunResult result : new Runner(options).run()) {
      append(table, result);
    }
    System.out.println(table);
  }

  private static void append(StringBuilder table, RunResult result) {
    String struct = result.getParams().getParam("struct");
    String label = result.getPrimaryResult().getLabel();
    int fields = fields(struct);
    Result<?> time = result.getPrimaryResult();
    row(
        table,
        label,
        struct == null ? "scalars of every_member" : struct,
        Integer.toString(fields),
        decimal(time.getScore() / fields),
        decimal(time.getScore()),
        decimal(time.getScoreError()),
        decimal(allocated(result).getScore()));
  }

  /** By GCProfiler. */
  private static Result<?> allocated(RunResult result) {
    return Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"));
  }

  private static int fields(@Nullable String struct) {
    if (struct == null) {
      return EveryScalar.FIELDS;
    }
    return count(
        struct.equals(CopyBenchmark.TCP)
            ? BenchTcpSkel.TcpCongestionOps.layout()
            : BenchMembersSkel.EveryMember.layout());
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

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static void row(StringBuilder table, String copy, String struct, Object... numbers) {
    table.append(String.format(Locale.ROOT, "%n%-10s%-24s", copy, struct));
    for (Object number : numbers) {
      table.append(String.format(Locale.ROOT, "%10s", number));
    }
  }
}
