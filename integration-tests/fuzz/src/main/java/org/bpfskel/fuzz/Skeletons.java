package org.bpfskel.fuzz;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaCompiler.CompilationTask;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.processor.BpfSkeletonProcessor;
import org.jspecify.annotations.NullMarked;

/**
 * The processor inside of javac. An object becomes a skeleton that compiles without a warning, or
 * one compile error on the annotation's value and no file at all.
 */
public final class Skeletons {
  private static final String OBJECT = "bpf/damaged.bpf.o";
  private static final int VALUE_LINE = 4;
  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

  private Skeletons() {}

  /**
   * Whether the object becomes a skeleton. Works in a folder of its own below {@code target}.
   *
   * @throws AssertionError if the promise is broken
   */
  public static boolean accept(byte[] object) {
    Path folder = Path.of("target", "skeletons", Long.toString(ProcessHandle.current().pid()));
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    try {
      delete(folder);
      Files.createDirectories(folder.resolve("classes"));
      Files.createDirectories(folder.resolve("sources"));
      Files.createDirectories(folder.resolve(OBJECT).getParent());
      Files.write(folder.resolve(OBJECT), object);
      boolean compiled = task(folder, found).call();
      boolean generated = Files.exists(folder.resolve("sources/gen/Skel.java"));
      check(compiled, generated, found.getDiagnostics());
      delete(folder);
      return compiled;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CompilationTask task(Path folder, DiagnosticCollector<JavaFileObject> found) {
    List<String> options =
        List.of(
            "-Xlint:all",
            "-Werror",
            "-Xdoclint:all/protected",
            "-Xdoclint/package:gen",
            "-d",
            folder.resolve("classes").toString(),
            "-s",
            folder.resolve("sources").toString(),
            "-classpath",
            String.join(
                File.pathSeparator,
                locate(BpfSkeleton.class),
                locate(NullMarked.class),
                folder.toString()));
    CompilationTask task = JAVAC.getTask(null, null, found, options, null, List.of(new Host()));
    task.setProcessors(List.of(new BpfSkeletonProcessor()));
    return task;
  }

  private static void check(
      boolean compiled, boolean generated, List<Diagnostic<? extends JavaFileObject>> diagnostics) {
    boolean kept =
        compiled
            ? generated && diagnostics.isEmpty()
            : !generated && diagnostics.size() == 1 && isRefusal(diagnostics.get(0));
    if (!kept) {
      Stream<String> lines = diagnostics.stream().limit(5).map(Diagnostic::toString);
      throw new AssertionError(
          (generated ? "a skeleton that does not compile: " : "no plain refusal: ")
              + lines.toList());
    }
  }

  private static boolean isRefusal(Diagnostic<? extends JavaFileObject> diagnostic) {
    return diagnostic.getLineNumber() == VALUE_LINE
        && diagnostic.getMessage(Locale.ROOT).startsWith(OBJECT + ": ");
  }

  private static String locate(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** The annotated class. */
  private static final class Host extends SimpleJavaFileObject {
    Host() {
      super(URI.create("string:///gen/Host.java"), Kind.SOURCE);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return """
          package gen;

          @org.bpfskel.BpfSkeleton(
              value = "%s",
              name = "Skel")
          @SuppressWarnings("bpfskel")
          final class Host {}
          """
          .formatted(OBJECT);
    }
  }
}
