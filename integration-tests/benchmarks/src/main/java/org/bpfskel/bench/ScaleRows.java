package org.bpfskel.bench;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bpfskel.bench.Row.Target;

/** What is large, or done by several threads at once. */
final class ScaleRows implements Suite {
  private static final int OBJECTS = 8;
  private static final int PROGRAMS = 100;

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
    objects(setting);
    return rows;
  }

  private void objects(Setting setting) throws IOException, InterruptedException {
    LargeObjects large = new LargeObjects(setting, setting.work().resolve("objects"));
    String[] names = new String[OBJECTS];
    List<Object> files = new ArrayList<>();
    for (int i = 0; i < OBJECTS; i++) {
      names[i] = "large" + i;
      files.add(large.compile(names[i], PROGRAMS));
    }
    large.skeletons(names);
    Program java =
        Program.of(
            setting.oldest().program("java"),
            "-cp",
            large.folder() + File.pathSeparator + System.getProperty("java.class.path"),
            LoadObjects.class.getName(),
            Stream.of(names).map(LargeObjects::className).toList());
    Figures of =
        new Alternation()
            .with("C", setting.c("load", files.toArray()))
            .with("Java", java)
            .run(setting.rounds());
    rows.add(
        new Row(
            "%d objects of %d programs, open to loaded: warm".formatted(OBJECTS, PROGRAMS),
            of.get("Java.load").per(1e6),
            "C",
            of.get("C.load").per(1e6),
            "ms",
            Target.atMost(1.05)));
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
