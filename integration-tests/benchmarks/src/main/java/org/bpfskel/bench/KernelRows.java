package org.bpfskel.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bpfskel.bench.Row.Target;

/** Warm work on the kernel, held against the C skeleton's in processes beside it. */
final class KernelRows implements Suite {
  private static final int ATTACHES = 200;
  private static final int LIVE_SECONDS = 5;

  private final List<Row> rows = new ArrayList<>();

  @Override
  public List<Row> measure(Setting setting) throws IOException, InterruptedException {
    btf(setting);
    attach(setting);
    memory(setting);
    ring(setting);
    return rows;
  }

  private void btf(Setting setting) throws IOException, InterruptedException {
    Figures of =
        new Alternation()
            .with("C", setting.c("btf"))
            .with("Java", setting.java(ParseBtf.class))
            .run(setting.rounds());
    add("BTF of the kernel indexed, one struct found: warm", "libbpf", of, "warm", "ms", 1e6, 0.5);
    add("the same, first time in the process", "libbpf", of, "first", "ms", 1e6, 4);
  }

  private void attach(Setting setting) throws IOException, InterruptedException {
    Figures of =
        new Alternation()
            .with("C", setting.c("attach", ATTACHES))
            .with("Java", setting.java(AttachLoop.class, ATTACHES))
            .run(setting.rounds());
    add("open, load, attach, close: warm", "C skeleton", of, "attach", "ms", 1e6, 1.05);
  }

  private void memory(Setting setting) throws IOException, InterruptedException {
    Object library = setting.programs().resolve("libelements.so");
    Set<Jdk> jdks = new LinkedHashSet<>(List.of(setting.oldest(), setting.newest()));
    Alternation all =
        new Alternation()
            .with("C", setting.c("global"))
            .with("JMH", setting.java(GlobalBenchmark.class));
    for (Jdk jdk : jdks) {
      all.with(jdk.toString(), setting.java(jdk, Elements.class, library));
      all.with(byJni(jdk), setting.byJni(jdk, Elements.class, library));
    }
    Figures of = all.run(setting.rounds());
    for (Jdk jdk : jdks) {
      for (String way : List.of(jdk.toString(), byJni(jdk))) {
        elements(of, way, "lookup", "hash lookup, unboxed");
        elements(of, way, "update", "hash update, unboxed");
      }
      elements(of, jdk.toString(), "lookup_batch", "hash lookup in batches, an element");
      elements(of, jdk.toString(), "update_batch", "hash update in batches, an element");
    }
    Samples limit = Samples.of(1);
    for (String access : List.of("read", "write")) {
      String c = Row.text(of.get("C." + access).median());
      rows.add(
          new Row(
              "global %s, plain (C: %s ns; one alone, with what JMH adds: %s ns)"
                  .formatted(access, c, Row.text(of.get("JMH." + access + "One").median())),
              of.get("JMH." + access),
              "1 ns",
              limit,
              "ns",
              Target.atMost(1)));
    }
  }

  private static String byJni(Jdk jdk) {
    return jdk + " by JNI";
  }

  private void elements(Figures of, String way, String figure, String what) {
    rows.add(
        new Row(
            what + ", " + way,
            of.get(way + ".java_" + figure),
            "C",
            of.get(way + ".c_" + figure),
            "ns",
            Target.atMost(1.10)));
  }

  private void ring(Setting setting) throws IOException, InterruptedException {
    Alternation drains = new Alternation().with("C", setting.c("ring"));
    for (String form : List.of("raw", "typed", "reused")) {
      drains.with(form, setting.java(Drain.class, form));
    }
    Figures of = drains.run(setting.rounds());
    Samples c = of.get("C.drain");
    for (String form : List.of("raw", "typed", "reused")) {
      String allocated = Row.text(of.get(form + ".allocated").median());
      rows.add(
          new Row(
              "ring drained, a record of 64 bytes, %s (%s B allocated)".formatted(form, allocated),
              of.get(form + ".drain"),
              "C",
              c,
              "ns",
              Target.atMost(drainTarget(form))));
    }
    live(setting);
  }

  private static double drainTarget(String form) {
    return switch (form) {
      case "raw" -> 1.3;
      case "typed" -> 2;
      default -> 8;
    };
  }

  private void live(Setting setting) throws IOException, InterruptedException {
    Object producer = setting.programs().resolve("produce");
    Figures of =
        new Alternation()
            .with("C", setting.c("live", producer, LIVE_SECONDS))
            .with("Java", setting.java(Live.class, producer, LIVE_SECONDS))
            .run(setting.rounds());
    rows.add(
        new Row(
            "ring live, raw (dropped: %.0f, C: %.0f)"
                .formatted(of.get("Java.dropped").median(), of.get("C.dropped").median()),
            of.get("Java.records_per_second").per(1e6),
            "C",
            of.get("C.records_per_second").per(1e6),
            "M/s",
            Target.atLeast(0.95)));
  }

  private void add(
      String what,
      String against,
      Figures of,
      String figure,
      String unit,
      double scale,
      double target) {
    rows.add(
        new Row(
            what,
            of.get("Java." + figure).per(scale),
            against,
            of.get("C." + figure).per(scale),
            unit,
            Target.atMost(target)));
  }
}
