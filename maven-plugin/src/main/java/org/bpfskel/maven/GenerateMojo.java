package org.bpfskel.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
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
    Path classes = Path.of(project.getBuild().getOutputDirectory());
    List<NamedSkeleton> wanted = skeletons == null ? all(classes) : skeletons;
    Path fresh = Files.createTempDirectory("bpfskel");
    try {
      boolean failed = false;
      if (!wanted.isEmpty()) {
        for (Diagnostic<? extends JavaFileObject> message :
            new SkeletonSources(classes, packageName).generate(wanted, fresh)) {
          failed |= message.getKind() == Diagnostic.Kind.ERROR;
          show(message);
        }
      }
      if (failed) {
        throw new MojoFailureException("not every skeleton can be generated: see above");
      }
      GeneratedSources.replace(generatedSources.toPath(), fresh);
    } finally {
      GeneratedSources.delete(fresh);
    }
  }

  private void show(Diagnostic<? extends JavaFileObject> message) {
    String text = message.getMessage(Locale.ROOT);
    switch (message.getKind()) {
      case ERROR -> getLog().error(text);
      case WARNING, MANDATORY_WARNING -> getLog().warn(text);
      default -> getLog().info(text);
    }
  }

  private static List<NamedSkeleton> all(Path classes) throws IOException {
    Path folder = classes.resolve("bpf");
    List<NamedSkeleton> all = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        files
            .map(file -> classes.relativize(file).toString())
            .filter(name -> name.endsWith(OBJECT))
            .sorted()
            .forEach(name -> all.add(NamedSkeleton.of(name)));
      }
    }
    return all;
  }
}
