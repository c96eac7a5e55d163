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
 * Times the processor on struct_ops types of ten to ten thousand members, and on ten kilobytes to
 * ten megabytes of BTF beside a small one.
 */
final class Growth {
  private static final int ROUNDS = 7;

  private Growth() {}

  /** A work folder, and the processor path. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path root = Path.of(args[0], "growth");
    Files.createDirectories(root.resolve("bpf"));
    for (int members = 10; members <= 10_000; members *= 10) {
      String name = "members_" + members;
      GrowingObject.ofMembers(members, root.resolve(resource(name)));
      report(name, root, args[1]);
    }
    for (int kilobytes = 10; kilobytes <= 10_000; kilobytes *= 10) {
      String name = "btf_" + kilobytes;
      GrowingObject.ofKilobytes(kilobytes, root.resolve(resource(name)));
      report(name, root, args[1]);
    }
  }

  private static String resource(String name) {
    return "bpf/" + name + ".bpf.o";
  }

  private static void report(String name, Path root, String processors) {
    Rounds.report(name, ROUNDS, 1, () -> process(resource(name), root, processors));
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
