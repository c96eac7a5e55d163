package org.bpfskel.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bpfskel.bench.Row.Target;

/** What the processor adds to compilations: whole processes of javac and of Maven. */
final class CompileRows implements Suite {
  private static final String HOST =
      """
      package app;
      @org.bpfskel.BpfSkeleton(value = "bpf/tcp_cc.bpf.o", name = "TcpSkel")
      @SuppressWarnings("bpfskel") // its note: of the source checked in javac prints none
      class App {
        public static void main(String[] args) {
          try (TcpSkel skel = TcpSkel.openAndLoad()) { skel.attach(); }
        }
      }
      """;

  private final List<Row> rows = new ArrayList<>();

  @Override
  public List<Row> measure(Setting setting) throws IOException, InterruptedException {
    javac(setting);
    manySkeletons(setting);
    growth(setting);
    maven(setting);
    changedWord(setting);
    return rows;
  }

  private void javac(Setting setting) throws IOException, InterruptedException {
    Path project = Files.createDirectories(setting.work().resolve("javac/app"));
    Path host = Files.writeString(project.resolve("App.java"), HOST);
    Path plain = Files.createDirectories(setting.work().resolve("javac/plain"));
    Path processed = Files.createDirectories(setting.work().resolve("javac/processed"));
    Program with =
        Program.of(
            setting.oldest().program("javac"),
            List.of("-cp", jars("(bpfskel|jspecify).*"), "-processorpath", setting.processorPath()),
            List.of("-d", processed, host));
    with.run();
    Path kernels = Files.createDirectories(setting.work().resolve("javac/kernels"));
    Files.copy(
        Path.of("/sys/kernel/btf/vmlinux"),
        kernels.resolve("running.btf"),
        StandardCopyOption.REPLACE_EXISTING);
    Program checked =
        Program.of(
            setting.oldest().program("javac"),
            List.of("-cp", jars("(bpfskel|jspecify).*"), "-processorpath", setting.processorPath()),
            List.of("-Abpfskel.kernels=" + kernels.toAbsolutePath(), "-d", processed, host));
    Path generated = processed.resolve("app/TcpSkel.java");
    Program without =
        Program.of(
            setting.oldest().program("javac"),
            List.of("-proc:none", "-cp", jars("(bpfskel|jspecify).*")),
            List.of("-d", plain, host, generated));
    Figures of =
        new Alternation()
            .with("with", setting.c("process", with.command().toArray()))
            .with("without", setting.c("process", without.command().toArray()))
            .with("checked", setting.c("process", checked.command().toArray()))
            .run(2 * setting.rounds());
    rows.add(
        new Row(
            "javac of a project with one skeleton",
            of.get("with.wall").per(1e6),
            "its generated source checked in",
            of.get("without.wall").per(1e6),
            "ms",
            Target.atMost(1.25)));
    rows.add(
        new Row(
            "its object held against a whole kernel's types, first time: added to javac",
            of.get("checked.wall").above(of.get("with.wall")).per(1e6),
            "60 ms",
            Samples.of(60),
            "ms",
            Target.atMost(1)));
  }

  /** A module of many classes, generated anew or checked in. */
  private void manySkeletons(Setting setting) throws IOException, InterruptedException {
    ManySkeletons all = ManySkeletons.write(setting.work().resolve("javac/many"), 50);
    Path plain = Files.createDirectories(setting.work().resolve("javac/many-plain"));
    Path processed = Files.createDirectories(setting.work().resolve("javac/many-processed"));
    String classPath = jars("(bpfskel|jspecify).*") + File.pathSeparator + all.classPath();
    Program with =
        Program.of(
            setting.oldest().program("javac"),
            List.of("-cp", classPath, "-processorpath", setting.processorPath()),
            List.of("-d", processed),
            all.hosts());
    with.run();
    Program without =
        Program.of(
            setting.oldest().program("javac"),
            List.of("-proc:none", "-cp", classPath, "-d", plain),
            all.withGenerated(processed));
    Figures of =
        new Alternation()
            .with("with", setting.c("process", with.command().toArray()))
            .with("without", setting.c("process", without.command().toArray()))
            .run(setting.rounds());
    rows.add(
        new Row(
            "javac of 50 skeletons in one module",
            of.get("with.wall").per(1e6),
            "their generated sources checked in",
            of.get("without.wall").per(1e6),
            "ms",
            Target.atMost(1.15)));
  }

  /** What a developer waits for after a change, where nothing is cleaned before. */
  private void changedWord(Setting setting) throws IOException, InterruptedException {
    Path ofC = MavenProject.write(setting.work().resolve("changed-in-c"));
    Path ofJava = MavenProject.write(setting.work().resolve("changed-in-java"));
    Figures of =
        new Alternation()
            .with(
                "c",
                new ChangedWord(
                    ofC.resolve(MavenProject.C),
                    "const volatile int word = %d;",
                    maven(setting, ofC, "package")))
            .with(
                "java",
                new ChangedWord(
                    ofJava.resolve(MavenProject.JAVA),
                    "class Word { static final int WORD = %d; }",
                    maven(setting, ofJava, "package")))
            .run(setting.rounds());
    rows.add(
        new Row(
            "mvn package of the one-program project, one word changed in C",
            of.get("c.wall").per(1e6),
            "one word changed in Java",
            of.get("java.wall").per(1e6),
            "ms",
            Target.atMost(1.5)));
  }

  /** Objects that differ in size alone, compiled again and again in one process. */
  private void growth(Setting setting) throws IOException, InterruptedException {
    Figures of =
        new Alternation()
            .with("of", setting.java(Growth.class, setting.work(), setting.processorPath()))
            .run(setting.rounds());
    rows.add(
        new Row(
            "processor, of 10,000 struct_ops members, a member",
            of.get("of.members_10000").per(10_000_000.0),
            "of 1,000 members",
            of.get("of.members_1000").per(1_000_000.0),
            "µs",
            Target.atMost(1.25)));
    rows.add(
        new Row(
            "processor, of 10 MB of BTF that hardly anything uses, a KB",
            of.get("of.btf_10000").per(10_000_000.0),
            "of 1 MB",
            of.get("of.btf_1000").per(1_000_000.0),
            "µs",
            Target.atMost(1.25)));
  }

  /** A project with one program, and a class that says hello. */
  private void maven(Setting setting) throws IOException, InterruptedException {
    Path example = MavenProject.write(setting.work().resolve("one-program"));
    Path hello = MavenHello.write(setting.work().resolve("hello"));
    Figures of =
        new Alternation()
            .with("example", maven(setting, example, "clean", "package"))
            .with("hello", maven(setting, hello, "clean", "package"))
            .run(setting.rounds());
    rows.add(
        new Row(
            "mvn clean package of the one-program project, clang included",
            of.get("example.wall").per(1e6),
            "a hello world's",
            of.get("hello.wall").per(1e6),
            "ms",
            Target.atMost(1.5)));
  }

  private static Program maven(Setting setting, Path project, String... goals) {
    List<Object> words = new ArrayList<>(List.of("mvn", "-q", "-o", "-f", project));
    words.add("-Dbpfskel.clang=" + System.getProperty("clang", "clang"));
    words.addAll(List.of(goals));
    return setting.c("process", words.toArray());
  }

  private static String jars(String pattern) {
    return String.join(
        File.pathSeparator,
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> Path.of(entry).getFileName().toString().matches(pattern))
            .toList());
  }
}
