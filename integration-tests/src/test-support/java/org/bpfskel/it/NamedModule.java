package org.bpfskel.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bpfskel.processor.BpfSkeletonProcessor;
import org.jspecify.annotations.NullMarked;

/** A project whose sources are a named module of Java, built by the JDK's own tools. */
record NamedModule(Path folder) {
  static final String NAME = "app";
  static final String MAIN = "app.App";

  /** What it is compiled against, and with JNA what it runs on. */
  static final List<Path> LIBRARIES =
      List.of(ChildJvm.runtime(), ChildJvm.jna(), jarOf(NullMarked.class));

  private static final Path JNA_WITH_DESCRIPTOR = Path.of("target", "jlink", "jna-jpms.jar");

  private static final List<Path> PROCESSOR =
      List.of(
          jarOf(BpfSkeletonProcessor.class),
          ChildJvm.runtime(),
          jarOf(NullMarked.class),
          BpfObjects.classPathEntry("com/google/gson/Gson.class"),
          BpfObjects.classPathEntry("com/palantir/javapoet/JavaFile.class"));

  private static Path jarOf(Class<?> type) {
    return BpfObjects.classPathEntry(type.getName().replace('.', '/') + ".class");
  }

  NamedModule object(String resource) throws IOException {
    return file("objects/" + resource, BpfObjects.bytes(resource));
  }

  NamedModule source(String file, String text) throws IOException {
    return file("src/" + file, text.getBytes(UTF_8));
  }

  private NamedModule file(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    return this;
  }

  Path classes() {
    return folder.resolve("classes");
  }

  /** Compiles it with all of javac's warnings as errors; the object becomes part of the module. */
  Command compile() throws IOException {
    return compile("--processor-path", PROCESSOR, LIBRARIES, path());
  }

  /** Another module, whose jar has the objects and nothing else but this descriptor. */
  Path objectsModule(String descriptor) throws IOException {
    Path objects = folder.resolve("objects");
    file("descriptor/module-info.java", descriptor.getBytes(UTF_8));
    Path source = folder.resolve("descriptor/module-info.java");
    tool("javac", List.of("-d", objects.toString(), source.toString())).succeeded();
    Path jar = folder.resolve("objects.jar");
    tool("jar", List.of("--create", "--file", jar.toString(), "-C", objects.toString(), "."))
        .succeeded();
    return jar;
  }

  /** As {@link #compile()}, with another module, and the objects nowhere else. */
  Command compileWith(Path other) throws IOException {
    List<Path> modules = Stream.concat(LIBRARIES.stream(), Stream.of(other)).toList();
    return compile("--processor-path", PROCESSOR, modules, "-Xlint:-requires-automatic");
  }

  /** As {@link #compile()}, with a processor that is a named module itself. */
  Command compileByAModule() throws IOException {
    return compile(
        "--processor-module-path",
        Stream.concat(PROCESSOR.stream(), Stream.of(ChildJvm.jna())).toList(),
        LIBRARIES,
        path());
  }

  /** Where the objects are. */
  private String path() {
    return "-Abpfskel.path=" + folder.resolve("objects");
  }

  private Command compile(
      String processorOption, List<Path> processor, List<Path> modules, String option)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-Xlint:all", "-Werror", "-p", ChildJvm.path(modules), "-d", classes().toString()));
    arguments.addAll(List.of(processorOption, ChildJvm.path(processor)));
    arguments.add(option);
    try (Stream<Path> sources = Files.walk(folder.resolve("src"))) {
      sources.filter(Files::isRegularFile).map(Path::toString).forEach(arguments::add);
    }
    return tool("javac", arguments);
  }

  /** The classes and the object in a jar. */
  Path jar() throws IOException {
    Path jar = folder.resolve("app.jar");
    tool("jar", List.of("--create", "--file", jar.toString(), "-C", classes().toString(), "."))
        .succeeded();
    return jar;
  }

  /** A Java machine with this module and what it needs, and nothing else. */
  Path image() throws IOException {
    Path image = folder.resolve("image");
    // JNA's usual jar has no module descriptor, and jlink takes none without.
    List<Path> path =
        List.of(jar(), ChildJvm.runtime(), JNA_WITH_DESCRIPTOR, jarOf(NullMarked.class));
    tool(
            "jlink",
            List.of("-p", ChildJvm.path(path), "--add-modules", NAME, "--output", image.toString()))
        .succeeded();
    return image;
  }

  /** Runs a tool of this JDK. */
  static Command tool(String name, List<String> arguments) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", name).toString()));
    command.addAll(arguments);
    return Command.run(command);
  }

  /** Starts the module from its folder or jar in a Java machine of its own. */
  static String run(Path module, String... arguments) throws IOException {
    return run(List.of(module), arguments);
  }

  /** As the other, with modules that this one requires. */
  static String run(List<Path> modules, String... arguments) throws IOException {
    List<Path> path = Stream.concat(modules.stream(), LIBRARIES.stream()).toList();
    return new ChildJvm().runModule(NAME, MAIN, path, arguments);
  }
}
