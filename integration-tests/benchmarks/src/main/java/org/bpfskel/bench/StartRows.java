package org.bpfskel.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bpfskel.bench.Row.Target;

/** Whole processes, from the start of the Java machine to a struct_ops that was attached. */
final class StartRows implements Suite {
  /** Of hello-ebpf on JDK 25 with its cache, built from its sources on such a machine. */
  private static final double HELLO_EBPF = 381;

  /** As docs/start-up.md says. */
  private static final List<String> SMALL = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final List<Row> rows = new ArrayList<>();

  @Override
  public List<Row> measure(Setting setting) throws IOException, InterruptedException {
    Way plain = new Way("JDK 17", setting.jdk17(), List.of(), List.of());
    Way cds =
        new Way(
            "JDK 17, class-data sharing",
            setting.jdk17(),
            List.of("-XX:ArchiveClassesAtExit=" + setting.work().resolve("%s.jsa")),
            List.of("-XX:SharedArchiveFile=" + setting.work().resolve("%s.jsa")));
    Way aot =
        new Way(
            "JDK 25, AOT cache",
            setting.newest(),
            List.of("-XX:AOTCacheOutput=" + setting.work().resolve("%s.aot")),
            List.of("-XX:AOTCache=" + setting.work().resolve("%s.aot")));
    for (Way way : List.of(plain, cds, aot)) {
      measure(setting, way);
    }
    return rows;
  }

  /** How to start Java: {@code %s} is the class's name. */
  private record Way(String name, Path jdk, List<String> record, List<String> use) {
    Program of(Class<?> main, List<String> options, String... arguments) {
      return Program.of(
          jdk.resolve("bin/java"),
          SMALL,
          options.stream().map(option -> option.formatted(main.getSimpleName())).toList(),
          jdk.toString().contains("17") ? List.of() : "--enable-native-access=ALL-UNNAMED",
          "-cp",
          classPath(),
          main.getName(),
          List.of(arguments));
    }
  }

  /** What an application has, and nothing of JMH. */
  private static String classPath() {
    return String.join(
        File.pathSeparator,
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.matches(".*/(bpfskel|jna|jspecify)[^/]*\\.jar"))
            .toList());
  }

  private void measure(Setting setting, Way way) throws IOException, InterruptedException {
    Alternation all = new Alternation();
    for (Class<?> main : List.of(Attach.class, BareJna.class, HelloWorld.class)) {
      String[] arguments = main == BareJna.class ? new String[] {"tuned"} : new String[0];
      if (!way.record().isEmpty()) {
        way.of(main, way.record(), arguments).run();
      }
      Program program = way.of(main, way.use(), arguments);
      all.with(main.getSimpleName(), setting.c("process", program.command().toArray()));
    }
    Figures of = all.run(3 * setting.rounds());
    Samples ours = of.get("Attach.wall").per(1e6);
    if (!way.record().isEmpty()) {
      row(
          "to attached",
          way,
          ours,
          "hello-ebpf, JDK 25 with AOT cache",
          Samples.of(HELLO_EBPF),
          0.5);
    }
    row("to attached", way, ours, "bare JNA", of.get("BareJna.wall").per(1e6), 1.10);
    Samples hello = of.get("HelloWorld.rss").per(1 << 20);
    rows.add(
        new Row(
            "peak memory of that process, " + way.name(),
            of.get("Attach.rss").per(1 << 20),
            "hello world",
            hello,
            "MiB",
            Target.atMost(1.6)));
  }

  private void row(
      String what, Way way, Samples ours, String against, Samples peer, double target) {
    rows.add(
        new Row(
            "process %s, %s".formatted(what, way.name()),
            ours,
            against,
            peer,
            "ms",
            Target.atMost(target)));
  }
}
