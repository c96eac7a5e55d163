package org.bpfskel.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Times the processor on struct_ops types of ten to ten thousand members. */
final class Growth {
  private static final int ROUNDS = 7;

  private Growth() {}

  /** A work folder, and the processor path. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path root = Path.of(args[0], "growth");
    Path objects = Files.createDirectories(root.resolve("bpf"));
    for (int members = 10; members <= 10_000; members *= 10) {
      Path object = objects.resolve("m" + members + ".bpf.o");
      compileC(source(members), object);
      String resource = "bpf/" + object.getFileName();
      Rounds.report("members_" + members, ROUNDS, 1, () -> process(resource, root, args[1]));
    }
  }

  private static String source(int members) {
    StringBuilder c = new StringBuilder("struct many_ops {\n");
    for (int i = 0; i < members; i++) {
      c.append("  int member_%d;\n".formatted(i));
    }
    return c.append("};\n__attribute__((section(\".struct_ops.link\"), used)) ")
        .append("struct many_ops many = { .member_0 = 1 };\n")
        .append("char LICENSE[] __attribute__((section(\"license\"), used)) = \"GPL\";\n")
        .toString();
  }

  private static void compileC(String source, Path object)
      throws IOException, InterruptedException {
    Path file = Files.writeString(object.resolveSibling("many.c"), source);
    String clang = System.getProperty("clang", "clang");
    Program.of(clang, "-g", "-O2", "-target", "bpf", "-c", file, "-o", object).run();
  }

  /** The processor's part alone: what it writes is parsed and entered, but not compiled. */
  private static void process(String resource, Path objects, String processors) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    try {
      Path classes = Files.createTempDirectory("growth");
      List<String> options =
          List.of(
              "-proc:only",
              "-d",
              classes.toString(),
              "-classpath",
              System.getProperty("java.class.path"),
              "-processorpath",
              processors,
              "-Abpfskel.path=" + objects);
      if (!javac.getTask(null, null, null, options, null, List.of(host(resource))).call()) {
        throw new IllegalStateException(resource + " does not compile");
      }
      Program.of("rm", "-r", classes).run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JavaFileObject host(String resource) {
    String source =
        "package host; @org.bpfskel.BpfSkeleton(value = \"%s\", name = \"Skel\") class Host {}"
            .formatted(resource);
    return new SimpleJavaFileObject(URI.create("string:///Host.java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }
}
