package org.bpfskel.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bpfskel.bench.Row.Target;

/** What is large, or done by several threads at once. */
final class ScaleRows implements Suite {
  private final List<Row> rows = new ArrayList<>();

  @Override
  public List<Row> measure(Setting setting) throws IOException, InterruptedException {
    Object library = setting.programs().resolve("libelements.so");
    Figures of =
        new Alternation()
            .with("walk", setting.java(Walk.class, library))
            .with("parallel", setting.java(Parallel.class))
            .run(setting.rounds());
    walk(of, "typed", 3);
    walk(of, "unboxed", 1.3);
    parallel(of, "map", "lookups on one map", 1e3, "K/s");
    parallel(of, "rings", "two rings drained, raw", 1e6, "M/s");
    return rows;
  }

  private void walk(Figures of, String form, double target) {
    rows.add(
        new Row(
            "walk over a hash of 1,000,000 elements, %s, an element".formatted(form),
            of.get("walk.java_" + form),
            "C's batches of 1,024",
            of.get("walk.c_" + form),
            "ns",
            Target.atMost(target)));
  }

  private void parallel(Figures of, String work, String what, double unit, String name) {
    rows.add(
        new Row(
            what + ", by two threads at once",
            of.get("parallel." + work + "_at_once").per(unit),
            "one thread, twice",
            of.get("parallel." + work + "_in_turn").per(unit),
            name,
            Target.atLeast(1.8)));
  }
}
