package org.bpfskel.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Map;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.tools.FileObject;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import org.bpfskel.data.ObjectBuild;
import org.jspecify.annotations.Nullable;

/** Writes the {@link HostRecord} of each host into the class output. */
final class HostRecords {
  private static final String JAVA = ".java";

  private final ProcessingEnvironment environment;

  HostRecords(ProcessingEnvironment environment) {
    this.environment = environment;
  }

  /**
   * Writes one, if this file system can have it: the compilation itself does without.
   *
   * @param kernels the folder with those that the objects were held against; null if against none
   */
  void write(TypeElement host, Map<String, ObjectBuild> objects, @Nullable Path kernels) {
    String name = HostRecord.FOLDER + "/" + host.getQualifiedName();
    try {
      FileObject file =
          environment.getFiler().createResource(StandardLocation.CLASS_OUTPUT, "", name, host);
      HostRecord record = new HostRecord(classFile(host), objects, state(file, name, kernels));
      try (OutputStream out = file.openOutputStream()) {
        out.write(record.text().getBytes(UTF_8));
      }
    } catch (IOException | IllegalArgumentException e) {
      // A name that no file can have: the build tool then sees changes of sources alone.
    }
  }

  private static @Nullable KernelFolder state(
      FileObject record, String name, @Nullable Path kernels) throws IOException {
    if (kernels == null) {
      return null;
    }
    try {
      Path classOutput = Path.of(record.toUri()).resolve("../".repeat(1 + slashes(name)));
      return KernelFolder.of(classOutput.normalize(), kernels);
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      return null; // in memory
    }
  }

  /** Build tools expect a class file for each source file, of the same name. */
  private String classFile(TypeElement host) {
    String packageName =
        environment.getElementUtils().getPackageOf(host).getQualifiedName().toString();
    String source = sourceFile(host);
    String simpleName = source == null ? outermost(host).getSimpleName().toString() : source;
    return (packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/")
        + simpleName
        + ".class";
  }

  /** The name of the host's source file without its end; null if the compiler does not tell. */
  private @Nullable String sourceFile(TypeElement host) {
    JavaFileObject source = new SourceFiles(environment).of(host);
    String name = source == null ? "" : source.getName();
    return name.endsWith(JAVA)
        ? name.substring(lastSeparator(name) + 1, name.length() - JAVA.length())
        : null;
  }

  private static int slashes(String name) {
    return (int) name.chars().filter(c -> c == '/').count();
  }

  private static int lastSeparator(String name) {
    return Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'));
  }

  private static TypeElement outermost(TypeElement type) {
    return type.getEnclosingElement() instanceof TypeElement outer ? outermost(outer) : type;
  }
}
