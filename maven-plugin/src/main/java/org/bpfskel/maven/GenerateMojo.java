package org.bpfskel.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/**
 * Generates skeletons as sources, without annotation and processor: of the objects that the
 * configuration names, or of all that {@code compile} made. They are compiled again when they
 * change, as any source is.
 */
@Mojo(name = "generate", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
public final class GenerateMojo extends AbstractMojo {
  private static final String OBJECT = ".bpf.o";
  private static final String FOLDER = "bpf/";

  /** The package of the skeletons. */
  @Parameter(property = "bpfskel.package", required = true)
  private String packageName;

  /** The skeletons. By default one for each object in {@code bpf} of the class output. */
  @Parameter private List<NamedSkeleton> skeletons;

  /** Where the sources go; the compiler is told of it. */
  @Parameter(defaultValue = "${project.build.directory}/generated-sources/bpfskel")
  private File generatedSources;

  /** Generates nothing. */
  @Parameter(property = "bpfskel.skip", defaultValue = "false")
  private boolean skip;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  /** For Maven. */
  public GenerateMojo() {}

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
      getLog().info("Not generating skeletons");
      return;
    }
    try {
      generate();
    } catch (IOException e) {
      throw new MojoExecutionException("cannot generate skeletons: " + e.getMessage(), e);
    }
    project.addCompileSourceRoot(generatedSources.getPath());
  }

  private void generate() throws IOException, MojoFailureException {
    if (!packageName.isEmpty() && !SourceVersion.isName(packageName)) {
      throw new MojoFailureException(
          "bpfskel.package is %s, which is not the name of a package".formatted(packageName));
    }
    Path classes = Path.of(project.getBuild().getOutputDirectory()).toAbsolutePath().normalize();
    List<String> names = objects(classes);
    List<NamedSkeleton> wanted =
        skeletons == null
            ? names.stream().filter(name -> name.startsWith(FOLDER)).map(NamedSkeleton::of).toList()
            : skeletons;
    SkeletonSources sources = new SkeletonSources(classes, names, getLog());
    Path fresh = Files.createTempDirectory("bpfskel");
    try {
      boolean complete = true;
      for (NamedSkeleton skeleton : wanted) {
        complete &= sources.write(skeleton.settings(packageName), fresh);
      }
      if (!complete) {
        throw new MojoFailureException("not every skeleton can be generated: see above");
      }
      GeneratedSources.replace(generatedSources.toPath(), fresh);
    } finally {
      GeneratedSources.delete(fresh);
    }
  }

  /** Names of all in the class output, wherever they lie in it. */
  private static List<String> objects(Path classes) throws IOException {
    if (!Files.isDirectory(classes)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .map(file -> classes.relativize(file).toString())
          .filter(name -> name.endsWith(OBJECT))
          .sorted()
          .toList();
    }
  }
}
