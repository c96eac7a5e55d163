package org.bpfskel.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.model.Resource;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Compiles {@code src/test/bpf}, as {@code compile} does {@code src/main/bpf}, for tests alone. */
@Mojo(name = "testCompile", defaultPhase = LifecyclePhase.GENERATE_TEST_SOURCES, threadSafe = true)
public final class TestCompileMojo extends AbstractCompileMojo {
  /** Where the sources are. */
  @Parameter(defaultValue = "${project.basedir}/src/test/bpf")
  private File sourceDirectory;

  /** Where the objects go. */
  @Parameter(defaultValue = "${project.build.testOutputDirectory}/bpf")
  private File objectDirectory;

  /** Compiles nothing, as Maven does without tests. */
  @Parameter(property = "maven.test.skip", defaultValue = "false")
  private boolean skipTests;

  /** For Maven. */
  public TestCompileMojo() {}

  @Override
  boolean isSkipped() {
    return skipTests || super.isSkipped();
  }

  @Override
  List<String> sourceRoots() {
    return project().getTestCompileSourceRoots();
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
    return List.of(Path.of(project().getBuild().getTestOutputDirectory()));
  }

  @Override
  List<Resource> resources() {
    return project().getTestResources();
  }
}
