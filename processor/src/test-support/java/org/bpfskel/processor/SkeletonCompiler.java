package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.testing.compile.CompilationSubject.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.Processor;
import javax.tools.JavaFileObject;

/** Compiles annotated sources in memory, with all of javac's warnings as errors. */
final class SkeletonCompiler {
  private final Path classPath;
  private final List<String> options =
      new ArrayList<>(
          List.of("-Xlint:all", "-Werror", "-Xdoclint:all/protected", "-Xdoclint/package:gen"));
  private final List<Processor> processors = new ArrayList<>(List.of(new BpfSkeletonProcessor()));

  /**
   * @param classPath empty folder for the objects
   */
  SkeletonCompiler(Path classPath) {
    this.classPath = classPath;
  }

  /** Puts an object on the class path. */
  SkeletonCompiler object(String resource, byte[] object) throws IOException {
    Path file = classPath.resolve(resource);
    Files.createDirectories(file.getParent());
    Files.write(file, object);
    return this;
  }

  /** Runs another processor before this one, which claims what it has. */
  SkeletonCompiler with(Processor processor) {
    processors.add(0, processor);
    return this;
  }

  /** Gives javac another option. */
  SkeletonCompiler option(String option) {
    options.add(option);
    return this;
  }

  Compilation compile(JavaFileObject... sources) {
    return Compiler.javac()
        .withProcessors(processors)
        .withOptions(options)
        .withClasspath(
            ImmutableList.<File>builder().addAll(ClassPaths.USER).add(classPath.toFile()).build())
        .compile(sources);
  }

  /**
   * Compiles {@code gen.Host} for {@code bpf/test.bpf.o}.
   *
   * @param types of the annotation, as Java writes them, on line 6
   */
  Compilation compileWithTypes(String types) {
    return compileWith("types = " + types);
  }

  /** Of a class whose annotation has that element, too, on line 6. */
  Compilation compileWith(String element) {
    return compile(
        JavaFileObjects.forSourceString(
            "gen.Host",
            """
            package gen;

            @org.bpfskel.BpfSkeleton(
                value = "bpf/test.bpf.o",
                name = "Skel",
                %s)
            final class Host {}
            """
                .formatted(element)));
  }

  /** The source of {@code gen.Skel} for an object, which compiled without a warning. */
  String skeletonOf(byte[] object) throws IOException {
    return skeletonOf(object, "bpf/test.bpf.o");
  }

  String skeletonOf(byte[] object, String resource) throws IOException {
    Compilation compilation = object(resource, object).compile(host(resource, "Skel"));
    assertThat(compilation).succeededWithoutWarnings();
    return source(compilation, "gen.Skel");
  }

  /** {@code gen.Host}, with the value on line 4. What the object itself lacks is no matter. */
  static JavaFileObject host(String resource, String name) {
    return JavaFileObjects.forSourceString(
        "gen.Host",
        """
        package gen;

        @org.bpfskel.BpfSkeleton(
            value = "%s",
            name = "%s")
        @SuppressWarnings("bpfskel")
        final class Host {}
        """
            .formatted(resource, name));
  }

  static String source(Compilation compilation, String qualifiedName) throws IOException {
    var file = compilation.generatedSourceFile(qualifiedName);
    assertThat(file).isPresent();
    return file.orElseThrow().getCharContent(false).toString();
  }
}
