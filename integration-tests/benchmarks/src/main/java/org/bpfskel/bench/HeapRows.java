package org.bpfskel.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bpfskel.bench.Row.Target;

/** What stays in the heap, held against the bytes of the file. */
final class HeapRows implements Suite {
  private static final int PROGRAMS = 140;

  @Override
  public List<Row> measure(Setting setting) throws IOException, InterruptedException {
    Path folder = setting.work().resolve("heap");
    Files.createDirectories(folder.resolve("bpf"));
    Path object = object(folder);
    skeleton(setting, folder);
    Program program =
        Program.of(
            setting.oldest().program("java"),
            // G1 counts whole regions.
            List.of("-XX:+UseSerialGC", "-cp"),
            folder + File.pathSeparator + System.getProperty("java.class.path"),
            Heap.class.getName(),
            List.of(object, "app.Skel"));
    Figures of = new Alternation().with("heap", program).run(setting.rounds());
    List<Row> rows = new ArrayList<>();
    rows.add(row("live heap of the kernel's BTF, indexed", of, "btf"));
    rows.add(
        row("live heap of an open skeleton of %d programs".formatted(PROGRAMS), of, "skeleton"));
    return rows;
  }

  private static Row row(String what, Figures of, String name) {
    return new Row(
        what,
        of.get("heap." + name).per(1024),
        "bytes of the file",
        of.get("heap." + name + "_file").per(1024),
        "KiB",
        Target.atMost(1.5));
  }

  /** Of about 700 KB. */
  private static Path object(Path folder) throws IOException, InterruptedException {
    StringBuilder c = new StringBuilder("volatile long counter;\n");
    for (int i = 0; i < PROGRAMS; i++) {
      c.append(
          "__attribute__((section(\"socket\"), used)) int program_%d(void *ctx) {\n".formatted(i));
      c.append("counter++;\n".repeat(40)).append("return 0; }\n");
    }
    c.append("char LICENSE[] __attribute__((section(\"license\"), used)) = \"GPL\";\n");
    Path source = Files.writeString(folder.resolve("large.c"), c);
    Path object = folder.resolve("bpf/large.bpf.o");
    String clang = System.getProperty("clang", "clang");
    Program.of(clang, "-g", "-O2", "-target", "bpf", "-c", source, "-o", object).run();
    return object;
  }

  private static void skeleton(Setting setting, Path folder)
      throws IOException, InterruptedException {
    Path host =
        Files.writeString(
            folder.resolve("App.java"),
            """
            package app;
            @org.bpfskel.BpfSkeleton(value = "bpf/large.bpf.o", name = "Skel")
            public class App {}
            """);
    Program.of(
            setting.oldest().program("javac"),
            List.of("-cp", System.getProperty("java.class.path")),
            List.of("-processorpath", setting.processorPath(), "-Abpfskel.path=" + folder),
            List.of("-d", folder, host))
        .run();
  }
}
