package org.bpfskel.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bpfskel.bench.Row.Target;

/** Whole processes, from the start of the Java machine to a struct_ops that was attached. */
final class StartRows implements Suite {
  /** Of hello-ebpf on JDK 25 with its cache, built from its sources on such a machine. */
  private static final double HELLO_EBPF = 381;

  // What is started, in turn.
  private static final String ATTACH = "attach";
  private static final String BY_JNI = "attach-by-jni";
  private static final String BARE = "bare-jna";
  private static final String SAME_FLAGS = "hello-same-flags";
  private static final String NO_FLAGS = "hello";

  private final List<Row> rows = new ArrayList<>();

  @Override
  public List<Row> measure(Setting setting) throws IOException, InterruptedException {
    for (StartWay way : StartWay.all(setting)) {
      measure(setting, way);
    }
    return rows;
  }

  private void measure(Setting setting, StartWay way) throws IOException, InterruptedException {
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
        Program.of(
            way.jdk().program("java"),
            "-cp",
            Start.applicationClassPath(),
            HelloWorld.class.getName());
    all.with(NO_FLAGS, setting.c("process", noFlags.command().toArray()));
    Figures of = all.run(3 * setting.rounds());
    byJna(way, of);
    byJni(way, of);
  }

  private void byJna(StartWay way, Figures of) {
    String what = "process to attached, " + way.name();
    if (way.hasCache()) {
      Samples peer = Samples.of(HELLO_EBPF);
      time(what, wall(of, ATTACH), "hello-ebpf, JDK 25 with AOT cache", peer, 0.5);
    }
    time(what, wall(of, ATTACH), "bare JNA", wall(of, BARE), 1.10);
    memory(way, "", rss(of, ATTACH), "hello world, no flags", rss(of, NO_FLAGS), 1.6);
  }

  private void byJni(StartWay way, Figures of) {
    String what = "process to attached by JNI, " + way.name();
    double ofJna = way.hasAotCache() ? 0.65 : 0.6;
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
      StartWay way, String how, Samples ours, String against, Samples peer, double target) {
    String what = "peak memory of that process%s, %s".formatted(how, way.name());
    rows.add(new Row(what, ours, against, peer, "MiB", Target.atMost(target)));
  }
}
