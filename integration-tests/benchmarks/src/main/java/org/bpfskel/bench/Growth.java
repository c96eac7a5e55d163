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

/**
 * Times the processor on struct_ops types of ten to ten thousand members, and on ten kilobytes to a
 * megabyte of BTF beside a small one.
 */
final class Growth {
  private static final int ROUNDS = 7;

  /** Each of 12 bytes, and some 20 of its name. */
  private static final int MEMBERS_OF_A_KILOBYTE = 32;

  private static final int MEMBERS_OF_A_STRUCT = 32;

  private Growth() {}

  /** A work folder, and the processor path. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path root = Path.of(args[0], "growth");
    Files.createDirectories(root.resolve("bpf"));
    for (int members = 10; members <= 10_000; members *= 10) {
      report("members_" + members, structOps(members), root, args[1]);
    }
    // Of more, clang takes many minutes.
    for (int kilobytes = 10; kilobytes <= 1_000; kilobytes *= 10) {
      report("btf_" + kilobytes, structOps(10) + unused(kilobytes), root, args[1]);
    }
  }

  private static void report(String name, String source, Path root, String processors)
      throws IOException, InterruptedException {
    String resource = "bpf/" + name + ".bpf.o";
    compileC(source, root.resolve(resource));
    Rounds.report(name, ROUNDS, 1, () -> process(resource, root, processors));
  }

  private static String structOps(int members) {
    StringBuilder c = new StringBuilder("struct many_ops {\n");
    for (int i = 0; i < members; i++) {
      c.append("  int member_%d;\n".formatted(i));
    }
    return c.append("};\n__attribute__((section(\".struct_ops.link\"), used)) ")
        .append("struct many_ops many = { .member_0 = 1 };\n")
        .append("char LICENSE[] __attribute__((section(\"license\"), used)) = \"GPL\";\n")
        .toString();
  }

  /** Structs that the parameter of a program brings along. */
  private static String unused(int kilobytes) {
    int members = kilobytes * MEMBERS_OF_A_KILOBYTE;
    StringBuilder c = new StringBuilder();
    StringBuilder all = new StringBuilder("struct all {\n");
    for (int i = 0; i < members; i++) {
      if (i % MEMBERS_OF_A_STRUCT == 0) {
        c.append("struct unused_%d {\n".formatted(i));
        all.append("  struct unused_%d m%d;\n".formatted(i, i));
      }
      c.append("  int member_%d_of_unused;\n".formatted(i));
      if (i % MEMBERS_OF_A_STRUCT == MEMBERS_OF_A_STRUCT - 1 || i == members - 1) {
        c.append("};\n");
      }
    }
    return c.append(all)
        .append("};\n__attribute__((section(\"socket\"), used)) ")
        .append("int program(struct all *all) { return 0; }\n")
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
