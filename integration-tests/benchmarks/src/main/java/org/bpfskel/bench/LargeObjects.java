package org.bpfskel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Objects of many programs, with skeletons that javac compiles in a folder of their own. */
record LargeObjects(Setting setting, Path folder) {
  private static final int STATEMENTS = 40;

  /** Of so many programs, each of some 5 KB. */
  Path compile(String name, int programs) throws IOException, InterruptedException {
    StringBuilder c = new StringBuilder("volatile long counter;\n");
    for (int i = 0; i < programs; i++) {
      c.append(
          "__attribute__((section(\"socket\"), used)) int program_%d(void *ctx) {\n".formatted(i));
      c.append("counter++;\n".repeat(STATEMENTS)).append("return 0; }\n");
    }
    c.append("char LICENSE[] __attribute__((section(\"license\"), used)) = \"GPL\";\n");
    Files.createDirectories(folder.resolve("bpf"));
    Path source = Files.writeString(folder.resolve(name + ".c"), c);
    Path object = folder.resolve("bpf/" + name + ".bpf.o");
    String clang = System.getProperty("clang", "clang");
    Program.of(clang, "-g", "-O2", "-target", "bpf", "-c", source, "-o", object).run();
    return object;
  }

  /** The class that {@link #skeletons} makes of an object. */
  static String className(String name) {
    return "app.Skel_" + name;
  }

  void skeletons(String... names) throws IOException, InterruptedException {
    StringBuilder hosts = new StringBuilder("package app;\n");
    for (String name : names) {
      hosts.append(
          """
          @org.bpfskel.BpfSkeleton(value = "bpf/%1$s.bpf.o", name = "Skel_%1$s")
          class Host_%1$s {}
          """
              .formatted(name));
    }
    Path host = Files.writeString(folder.resolve("Hosts.java"), hosts);
    Program.of(
            setting.oldest().program("javac"),
            List.of("-cp", System.getProperty("java.class.path")),
            List.of("-processorpath", setting.processorPath(), "-Abpfskel.path=" + folder),
            List.of("-d", folder, host))
        .run();
  }
}
