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

  // What is started, in turn.
  private static final String ATTACH = "attach";
  private static final String BY_JNI = "attach-by-jni";
  private static final String BARE = "bare-jna";
  private static final String SAME_FLAGS = "hello-same-flags";
  private static final String NO_FLAGS = "hello";

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

  /** How to start Java: {@code %s} is the program's name. */
  private record Way(String name, Jdk jdk, List<String> record, List<String> use) {
    boolean hasCache() {
      return !record.isEmpty();
    }

    Program program(Setting setting, Start start, List<String> options) {
      return Program.of(
          jdk.program("java"),
          SMALL,
          "-Djna.boot.library.path=" + setting.work().resolve(JNA_FOLDER),
          options.stream().map(option -> option.formatted(start.name())).toList(),
          "--enable-native-access=ALL-UNNAMED",
          "-cp",
          start.classPath(),
          start.main().getName(),
          start.arguments());
    }

    /** As whole process, with a cache of its own where there are caches. */
    Program measured(Setting setting, Start start) throws IOException, InterruptedException {
      if (hasCache()) {
        program(setting, start, record).run();
      }
      return setting.c("process", program(setting, start, use).command().toArray());
    }
  }

  /** What is started. */
  private record Start(String name, Class<?> main, String classPath, List<String> arguments) {
    static Start of(String name, Class<?> main, String... arguments) {
      return new Start(name, main, StartRows.classPath(), List.of(arguments));
    }

    Start withNatives(String name) {
      return new Start(name, main, Setting.withNatives(classPath), arguments);
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
    Start attach = Start.of(ATTACH, Attach.class);
    Start bare = Start.of(BARE, BareJna.class, "tuned");
    Start hello = Start.of(SAME_FLAGS, HelloWorld.class);
    Alternation all =
        new Alternation()
            .with(ATTACH, way.measured(setting, attach))
            .with(BY_JNI, way.measured(setting, attach.withNatives(BY_JNI)))
            .with(BARE, way.measured(setting, bare))
            .with(SAME_FLAGS, way.measured(setting, hello));
    Program noFlags =
        Program.of(way.jdk().program("java"), "-cp", classPath(), HelloWorld.class.getName());
    all.with(NO_FLAGS, setting.c("process", noFlags.command().toArray()));
    Figures of = all.run(3 * setting.rounds());
    byJna(way, of);
    byJni(way, of);
  }

  private void byJna(Way way, Figures of) {
    String what = "process to attached, " + way.name();
    if (way.hasCache()) {
      Samples peer = Samples.of(HELLO_EBPF);
      time(what, wall(of, ATTACH), "hello-ebpf, JDK 25 with AOT cache", peer, 0.5);
    }
    time(what, wall(of, ATTACH), "bare JNA", wall(of, BARE), 1.10);
    memory(way, "", rss(of, ATTACH), "hello world, no flags", rss(of, NO_FLAGS), 1.6);
  }

  private void byJni(Way way, Figures of) {
    String what = "process to attached by JNI, " + way.name();
    double ofJna = way.jdk().feature() >= FIRST_WITH_AOT_CACHE ? 0.65 : 0.6;
    time(what, wall(of, BY_JNI), "by JNA", wall(of, ATTACH), ofJna);
    if (way.hasCache()) {
      time(what, wall(of, BY_JNI), "hello world, same flags", wall(of, SAME_FLAGS), 1.35);
      memory(way, " by JNI", rss(of, BY_JNI), "hello world, same flags", rss(of, SAME_FLAGS), 1.25);
    }
  }

  private static Samples wall(Figures of, String who) {
    return of.get(who + ".wall").per(1e6);
  }

  private static Samples rss(Figures of, String who) {
    return of.get(who + ".rss").per(1 << 20);
  }

  private void time(String what, Samples ours, String against, Samples peer, double target) {
    rows.add(new Row(what, ours, against, peer, "ms", Target.atMost(target)));
  }

  private void memory(
      Way way, String how, Samples ours, String against, Samples peer, double target) {
    String what = "peak memory of that process%s, %s".formatted(how, way.name());
    rows.add(new Row(what, ours, against, peer, "MiB", Target.atMost(target)));
  }
}
