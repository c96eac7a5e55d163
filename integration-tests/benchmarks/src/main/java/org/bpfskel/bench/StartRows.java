package org.bpfskel.bench;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

  private static final String JNA_FOLDER = "jna";
  private static final String JNA_LIBRARY = "libjnidispatch.so";

  private static final int FIRST_WITH_AOT_CACHE = 25;

  private final List<Row> rows = new ArrayList<>();

  @Override
  public List<Row> measure(Setting setting) throws IOException, InterruptedException {
    unpackJna(setting);
    Jdk oldest = setting.oldest();
    measure(setting, new Way(oldest.toString(), oldest, List.of(), List.of()));
    measure(
        setting,
        new Way(
            oldest + ", class-data sharing",
            oldest,
            List.of("-XX:ArchiveClassesAtExit=" + setting.work().resolve("%s.jsa")),
            List.of("-XX:SharedArchiveFile=" + setting.work().resolve("%s.jsa"))));
    Jdk newest = setting.newest();
    if (newest.feature() >= FIRST_WITH_AOT_CACHE) {
      measure(
          setting,
          new Way(
              newest + ", AOT cache",
              newest,
              List.of("-XX:AOTCacheOutput=" + setting.work().resolve("%s.aot")),
              List.of("-XX:AOTCache=" + setting.work().resolve("%s.aot"))));
    } else {
      System.out.println("no row with an AOT cache: the newest JDK here is " + newest);
    }
    return rows;
  }

  private static void unpackJna(Setting setting) throws IOException {
    String library = Platform.RESOURCE_PREFIX + "/" + JNA_LIBRARY;
    try (InputStream in = Native.class.getResourceAsStream(library)) {
      Path folder = Files.createDirectories(setting.work().resolve(JNA_FOLDER));
      Files.copy(in, folder.resolve(JNA_LIBRARY), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** How to start Java: {@code %s} is the class's name. */
  private record Way(String name, Jdk jdk, List<String> record, List<String> use) {
    Program of(Setting setting, Class<?> main, List<String> options, String... arguments) {
      return Program.of(
          jdk.program("java"),
          SMALL,
          "-Djna.boot.library.path=" + setting.work().resolve(JNA_FOLDER),
          options.stream().map(option -> option.formatted(main.getSimpleName())).toList(),
          "--enable-native-access=ALL-UNNAMED",
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
    for (Class<?> main : List.of(Attach.class, BareJna.class)) {
      String[] arguments = main == BareJna.class ? new String[] {"tuned"} : new String[0];
      if (!way.record().isEmpty()) {
        way.of(setting, main, way.record(), arguments).run();
      }
      Program program = way.of(setting, main, way.use(), arguments);
      all.with(main.getSimpleName(), setting.c("process", program.command().toArray()));
    }
    Program hello =
        Program.of(way.jdk().program("java"), "-cp", classPath(), HelloWorld.class.getName());
    all.with("hello", setting.c("process", hello.command().toArray()));
    Figures of = all.run(3 * setting.rounds());
    Samples ours = of.get("Attach.wall").per(1e6);
    if (!way.record().isEmpty()) {
      row(way, ours, "hello-ebpf, JDK 25 with AOT cache", Samples.of(HELLO_EBPF), 0.5);
    }
    row(way, ours, "bare JNA", of.get("BareJna.wall").per(1e6), 1.10);
    rows.add(
        new Row(
            "peak memory of that process, " + way.name(),
            of.get("Attach.rss").per(1 << 20),
            "hello world, no flags",
            of.get("hello.rss").per(1 << 20),
            "MiB",
            Target.atMost(1.6)));
  }

  private void row(Way way, Samples ours, String against, Samples peer, double target) {
    rows.add(
        new Row(
            "process to attached, " + way.name(),
            ours,
            against,
            peer,
            "ms",
            Target.atMost(target)));
  }
}
