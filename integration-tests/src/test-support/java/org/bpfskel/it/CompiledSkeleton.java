package org.bpfskel.it;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.lang.model.SourceVersion;
import javax.tools.DiagnosticCollector;
import javax.tools.DiagnosticListener;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.bpfskel.OpenOptions;
import org.bpfskel.Skeleton;
import org.bpfskel.data.StructValue;
import org.bpfskel.generated.GeneratedSkeleton;
import org.bpfskel.generated.OpenedObject;

/** A skeleton class compiled while a test runs, from any object, and looked at by reflection. */
public record CompiledSkeleton(Class<?> type) {

  /**
   * @param folder where the classes go, and where the object may be instead of the class path
   */
  static CompiledSkeleton of(String resource, Path folder) throws IOException {
    return of(resource, folder, "");
  }

  /**
   * @param types C types that become classes though nothing else asks for them, between commas
   */
  static CompiledSkeleton of(String resource, Path folder, String types) throws IOException {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    return compile(resource, types, folder, folder, diagnostics)
        .orElseThrow(() -> new AssertionError(diagnostics.getDiagnostics()));
  }

  /** Of an object with mistakes, about which the host silences the processor. */
  static CompiledSkeleton suppressed(String resource, Path folder) throws IOException {
    return silenced(resource, folder, folder).orElseThrow(() -> new AssertionError(resource));
  }

  /**
   * The same; nothing if there is no skeleton of the object in any case.
   *
   * @param objects folder that the resource may be in, instead of the class path
   * @param classes where the classes go
   */
  public static Optional<CompiledSkeleton> silenced(String resource, Path objects, Path classes)
      throws IOException {
    return compile(
        host(resource, "", "@SuppressWarnings(\"bpfskel\")"), objects, classes, diagnostic -> {});
  }

  /**
   * Compiles with all of javac's warnings.
   *
   * @param objects folder that the resource may be in, instead of the class path
   * @param classes where the classes go
   * @return nothing if it does not compile
   */
  public static Optional<CompiledSkeleton> compile(
      String resource,
      Path objects,
      Path classes,
      DiagnosticListener<? super JavaFileObject> diagnostics)
      throws IOException {
    return compile(resource, "", objects, classes, diagnostics);
  }

  private static Optional<CompiledSkeleton> compile(
      String resource,
      String types,
      Path objects,
      Path classes,
      DiagnosticListener<? super JavaFileObject> diagnostics)
      throws IOException {
    return compile(host(resource, types, ""), objects, classes, diagnostics);
  }

  private static Optional<CompiledSkeleton> compile(
      JavaFileObject host,
      Path objects,
      Path classes,
      DiagnosticListener<? super JavaFileObject> diagnostics)
      throws IOException {
    List<String> options =
        List.of(
            "-Xlint:all",
            "-d",
            classes.toString(),
            "-classpath",
            System.getProperty("java.class.path"),
            "-processor",
            "org.bpfskel.processor.BpfSkeletonProcessor",
            "-Abpfskel.path=" + objects);
    JavaCompiler.CompilationTask task =
        ToolProvider.getSystemJavaCompiler()
            .getTask(null, null, diagnostics, options, null, List.of(host));
    return task.call() ? Optional.of(load(classes)) : Optional.empty();
  }

  private static CompiledSkeleton load(Path classes) throws IOException {
    try {
      URL[] urls = {classes.toUri().toURL()};
      return new CompiledSkeleton(new URLClassLoader(urls).loadClass("host.Skel"));
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static JavaFileObject host(String resource, String types, String more) {
    String list = types.isEmpty() ? "" : '"' + types.replace(",", "\", \"") + '"';
    String source =
        """
        package host;
        @org.bpfskel.BpfSkeleton(value = "%s", name = "Skel", types = {%s})
        %s class Host {}
        """
            .formatted(resource, list, more);
    return new SimpleJavaFileObject(URI.create("string:///Host.java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }

  /** A new object of a nested class that stands for a struct. */
  StructValue struct(String name) {
    try {
      Class<?> nested = type.getClassLoader().loadClass(type.getName() + "$" + name);
      return (StructValue) nested.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** Calls the static {@code open()}. */
  Skeleton open() {
    return open(new Class<?>[0]);
  }

  /** Calls the static {@code open(byte[])}. */
  Skeleton open(byte[] object) {
    return open(new Class<?>[] {byte[].class}, (Object) object);
  }

  /** Calls the static {@code open(Path)}. */
  Skeleton open(Path object) {
    return open(new Class<?>[] {Path.class}, object);
  }

  /** Calls the static {@code open(OpenOptions)}. */
  Skeleton open(OpenOptions options) {
    return open(new Class<?>[] {OpenOptions.class}, options);
  }

  private Skeleton open(Class<?>[] parameters, Object... arguments) {
    try {
      return (Skeleton) type.getMethod("open", parameters).invoke(null, arguments);
    } catch (InvocationTargetException e) {
      throw unwrapped(e);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** Calls the constructor, with an object that the caller opened. */
  GeneratedSkeleton on(OpenedObject object) {
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(OpenedObject.class);
      constructor.setAccessible(true);
      return (GeneratedSkeleton) constructor.newInstance(object);
    } catch (InvocationTargetException e) {
      throw unwrapped(e);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static RuntimeException unwrapped(InvocationTargetException e) {
    if (e.getCause() instanceof RuntimeException thrown) {
      return thrown;
    }
    throw new AssertionError(e);
  }

  /** C names of the fields of a group such as {@code Maps}, in source order; none without it. */
  public List<String> names(String group) {
    return fields(group).stream().map(field -> cName(field.getName())).toList();
  }

  /** The fields of a group, in source order. */
  public List<Field> fields(String group) {
    Optional<Class<?>> nested =
        Arrays.stream(type.getDeclaredClasses())
            .filter(candidate -> candidate.getSimpleName().equals(group))
            .findFirst();
    return nested.stream()
        .flatMap(found -> Arrays.stream(found.getDeclaredFields()))
        .filter(field -> !field.isSynthetic())
        .toList();
  }

  /** The C name of a field that has a Java name. */
  public static String cName(String javaName) {
    String stem = javaName.replaceFirst("_$", "");
    return SourceVersion.isKeyword(stem) ? stem : javaName;
  }
}
