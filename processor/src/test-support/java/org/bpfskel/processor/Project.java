package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** Sources, objects and output in real folders, compiled as often as a test likes. */
final class Project {
  final Path sources;
  final Path output;

  /** Generated sources. */
  final Path generated;

  Project(Path root) throws IOException {
    sources = Files.createDirectories(root.resolve("src"));
    output = Files.createDirectories(root.resolve("classes"));
    generated = Files.createDirectories(root.resolve("generated"));
  }

  Project source(String file, String text) throws IOException {
    write(sources.resolve(file), text.getBytes(UTF_8));
    return this;
  }

  static void write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  /** Compiles all sources and returns javac's errors. */
  List<Diagnostic<? extends JavaFileObject>> compile(List<Path> classPath, String... options)
      throws IOException {
    var javac = ToolProvider.getSystemJavaCompiler();
    var diagnostics = new DiagnosticCollector<JavaFileObject>();
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("-d", output.toString(), "-s", generated.toString()));
    arguments.add("-cp");
    arguments.add(
        ClassPaths.join(
            ClassPaths.USER, classPath.stream().map(Path::toFile).toArray(File[]::new)));
    try (var files = javac.getStandardFileManager(diagnostics, Locale.ROOT, UTF_8)) {
      var task =
          javac.getTask(
              null,
              files,
              diagnostics,
              arguments,
              null,
              files.getJavaFileObjectsFromPaths(files(sources)));
      task.setProcessors(List.of(new BpfSkeletonProcessor()));
      boolean success = task.call();
      var errors =
          diagnostics.getDiagnostics().stream()
              .<Diagnostic<? extends JavaFileObject>>map(d -> d)
              .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
              .toList();
      assertThat(errors.isEmpty()).isEqualTo(success);
      return errors;
    }
  }

  /** Compiles all sources, which have no error. */
  void compiles(List<Path> classPath, String... options) throws IOException {
    assertThat(compile(classPath, options)).isEmpty();
  }

  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
