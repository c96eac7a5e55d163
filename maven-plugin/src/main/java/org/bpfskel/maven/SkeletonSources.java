package org.bpfskel.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.processor.BpfSkeletonProcessor;
import org.jspecify.annotations.NullMarked;

/**
 * Generates the sources of skeletons by the processor, on annotated classes that are in no file.
 */
final class SkeletonSources {
  private static final String HOST = "Host";

  private final Path objects;
  private final String packageName;

  /**
   * Generates nothing yet.
   *
   * @param objects the folder that the objects' names are relative to
   */
  SkeletonSources(Path objects, String packageName) {
    this.objects = objects;
    this.packageName = packageName;
  }

  /**
   * Generates the sources, and what is not one, into a folder.
   *
   * @return what the processor says, errors included
   */
  List<Diagnostic<? extends JavaFileObject>> generate(List<NamedSkeleton> skeletons, Path folder)
      throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    if (javac == null) {
      throw new IOException("Maven runs on a Java without a compiler: set JAVA_HOME to a JDK");
    }
    DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        javac.getStandardFileManager(messages, Locale.ROOT, UTF_8)) {
      JavaCompiler.CompilationTask task =
          javac.getTask(null, files, messages, options(folder), null, hosts(skeletons));
      task.setProcessors(List.of(new BpfSkeletonProcessor()));
      task.call();
    }
    return messages.getDiagnostics();
  }

  private List<String> options(Path folder) throws IOException {
    String classPath =
        Stream.of(objects, jar(BpfSkeleton.class), jar(NullMarked.class))
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    String output = folder.toString();
    return List.of("-proc:only", "-cp", classPath, "-s", output, "-d", output);
  }

  private static Path jar(Class<?> type) throws IOException {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("no file has the class " + type, e);
    }
  }

  private List<JavaFileObject> hosts(List<NamedSkeleton> skeletons) {
    List<JavaFileObject> hosts = new ArrayList<>();
    for (NamedSkeleton skeleton : skeletons) {
      String name = HOST + hosts.size();
      hosts.add(new Source(name, skeleton.host(packageName, name)));
    }
    return hosts;
  }

  /** A class in memory. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name + Kind.SOURCE.extension), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
