package org.bpfskel.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.model.Resource;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Compiles {@code src/main/bpf/**}{@code /*.bpf.c} to objects on the class path, {@code
 * bpf/NAME.bpf.o}: those whose sources, headers, flags or clang changed. Objects whose sources are
 * gone are removed, and annotated classes are compiled again in the same build when their object is
 * another one.
 */
@Mojo(name = "compile", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
public final class CompileMojo extends AbstractCompileMojo {
  /** Where the sources are. */
  @Parameter(defaultValue = "${project.basedir}/src/main/bpf")
  private File sourceDirectory;

  /** Where the objects go. */
  @Parameter(defaultValue = "${project.build.outputDirectory}/bpf")
  private File objectDirectory;

  /** For Maven. */
  public CompileMojo() {}

  @Override
  List<String> sourceRoots() {
    return project().getCompileSourceRoots();
  }

  @Override
  File sourceDirectory() {
    return sourceDirectory;
  }

  @Override
  File objectDirectory() {
    return objectDirectory;
  }

  @Override
  List<Path> classOutputs() {
    return List.of(
        Path.of(project().getBuild().getOutputDirectory()),
        Path.of(project().getBuild().getTestOutputDirectory()));
  }

  @Override
  List<Resource> resources() {
    return project().getResources();
  }
}
