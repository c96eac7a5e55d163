package org.bpfskel.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;

/** Whether the compiler will run the processor: else all that it says is "cannot find symbol". */
final class AnnotationProcessing {
  private static final String PROCESSOR = "bpfskel-processor";
  private static final String COMPILER = "org.apache.maven.plugins:maven-compiler-plugin";
  private static final String PATHS = "annotationProcessorPaths";

  /** The compiler plugin's own property, from its version 3.13 on. */
  private static final String PROC = "maven.compiler.proc";

  /** The first JDK whose compiler runs processors of the class path only when it is told. */
  private static final int JDK_THAT_ASKS = 23;

  private final MavenProject project;
  private final Log log;

  AnnotationProcessing(MavenProject project, Log log) {
    this.project = project;
    this.log = log;
  }

  /** Tells the compiler to run processors of the class path where ours is there. */
  void enable(int jdk) {
    boolean told = project.getProperties().containsKey(PROC) || compiler().contains("-proc:");
    if (jdk >= JDK_THAT_ASKS && isDependency() && !told) {
      log.debug(PROC + "=full, for JDK " + jdk + " would not run the processor by itself");
      project.getProperties().setProperty(PROC, "full");
    }
  }

  /** Warns where a class asks for a skeleton and nothing in the pom names the processor. */
  void warnIfMissing(List<String> sourceRoots) throws IOException {
    String compiler = compiler();
    boolean found = compiler.contains(PROCESSOR) || (isDependency() && !compiler.contains(PATHS));
    if (found) {
      return;
    }
    for (String root : sourceRoots) {
      Optional<Path> host = firstHost(Path.of(root));
      if (host.isPresent()) {
        log.warn(
            "%s asks for a skeleton, but the compiler will not run the processor: %s"
                .formatted(host.get(), cure(compiler)));
        return;
      }
    }
  }

  private static String cure(String compiler) {
    return compiler.contains(PATHS)
        ? "add org.bpfskel:" + PROCESSOR + " to the " + PATHS + " of maven-compiler-plugin"
        : "add a dependency on org.bpfskel:" + PROCESSOR + " with scope provided";
  }

  private boolean isDependency() {
    return project.getDependencies().stream()
        .anyMatch(dependency -> dependency.getArtifactId().equals(PROCESSOR));
  }

  /** All that is configured of the compiler plugin. */
  private String compiler() {
    Plugin plugin = project.getPlugin(COMPILER);
    if (plugin == null) {
      return "";
    }
    StringBuilder configuration = new StringBuilder(String.valueOf(plugin.getConfiguration()));
    plugin.getExecutions().forEach(each -> configuration.append(each.getConfiguration()));
    return configuration.toString();
  }

  private static Optional<Path> firstHost(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
        String source = new String(Files.readAllBytes(file), UTF_8);
        if (source.contains("BpfSkeleton(") || source.contains("BpfTypes(")) {
          return Optional.of(file);
        }
      }
    }
    return Optional.empty();
  }
}
