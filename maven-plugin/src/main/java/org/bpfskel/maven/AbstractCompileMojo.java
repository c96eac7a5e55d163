package org.bpfskel.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Resource;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.bpfskel.compile.BpfHeaders;
import org.bpfskel.compile.BpfObjects;
import org.bpfskel.compile.Clang;
import org.bpfskel.compile.ClangCommand;
import org.bpfskel.compile.ClangException;
import org.bpfskel.compile.ObjectOutput;
import org.bpfskel.compile.TargetArchitecture;

/** Compiles the sources of one folder, and has their hosts compiled again. */
abstract class AbstractCompileMojo extends AbstractMojo {
  /** The clang to use, a path or a name on PATH. By default the newest on PATH. */
  @Parameter(property = "bpfskel.clang", defaultValue = "")
  private String clang;

  /**
   * The architecture of the kernel that is to load the objects, as {@code bpf_tracing.h} calls it:
   * {@code x86}, {@code arm64}, {@code riscv}, {@code loongarch}, {@code powerpc}, {@code s390}. By
   * default the one of this machine.
   */
  @Parameter(property = "bpfskel.architecture", defaultValue = "${os.arch}")
  private String architecture;

  /**
   * More arguments for clang, which win over the plugin's own: {@code -g -O2 -mcpu=v3 -Wall}. Clang
   * runs in the project's base directory.
   */
  @Parameter(property = "bpfskel.compilerArgs")
  private List<String> compilerArgs;

  /**
   * Whether the objects that are packaged are without debug information (DWARF), which no kernel
   * reads and which is more than half of them. Their types (BTF) stay. The whole objects are kept
   * in the build directory.
   */
  @Parameter(property = "bpfskel.strip", defaultValue = "true")
  private boolean strip;

  /** Compiles nothing. */
  @Parameter(property = "bpfskel.skip", defaultValue = "false")
  private boolean skip;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  /** Where the sources are. */
  abstract File sourceDirectory();

  /** Where the objects go. */
  abstract File objectDirectory();

  /** The class outputs with hosts of these objects, that of the objects themselves first. */
  abstract List<Path> classOutputs();

  /** Folders whose files are copied into the class output later. */
  abstract List<Resource> resources();

  /** Folders of Java sources that may have hosts of these objects. */
  abstract List<String> sourceRoots();

  boolean isSkipped() {
    return skip;
  }

  MavenProject project() {
    return project;
  }

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    if (isSkipped()) {
      getLog().info("Not compiling BPF sources");
      return;
    }
    try {
      AnnotationProcessing processing = new AnnotationProcessing(project, getLog());
      processing.enable(Runtime.version().feature());
      processing.warnIfMissing(sourceRoots());
      compile();
    } catch (ClangException e) {
      throw new MojoFailureException(e.getMessage());
    } catch (IOException e) {
      throw new MojoExecutionException("cannot compile BPF sources: " + e.getMessage(), e);
    }
  }

  private void compile() throws IOException, ClangException {
    ObjectOutput output =
        new ObjectOutput(classOutputs().get(0), objectDirectory().toPath(), strip);
    BpfObjects objects =
        new BpfObjects(
            sourceDirectory().toPath(), output, recordDirectory(), new MavenLog(getLog()));
    if (!objects.sources().isEmpty()) {
      BpfHeaders.unpack(includeDirectory());
      compile(objects, command());
    }
    Set<String> removed =
        objects.orphans().stream().map(output::resource).collect(Collectors.toSet());
    for (Path hosts : classOutputs()) {
      new AnnotatedHosts(hosts, getLog())
          .deleteStale(new ObjectPlaces(ownPlaces(hosts), upstreamOutputs(), removed));
    }
    objects.removeOrphans();
  }

  private void compile(BpfObjects objects, ClangCommand command)
      throws IOException, ClangException {
    List<String> stale = objects.stale(command);
    if (stale.isEmpty()) {
      getLog().info("Nothing to compile: all BPF objects are up to date");
      return;
    }
    getLog()
        .info(
            "Compiling %d BPF source%s with %s to %s"
                .formatted(
                    stale.size(),
                    stale.size() == 1 ? "" : "s",
                    command.clang().version(),
                    objectDirectory()));
    objects.compile(stale, command);
  }

  private ClangCommand command() throws ClangException {
    return new ClangCommand(
        Clang.find(Objects.requireNonNullElse(clang, ""), System.getenv("PATH")),
        TargetArchitecture.of(architecture),
        project.getBasedir().toPath(),
        rootDirectory(),
        sourceDirectory().toPath(),
        includeDirectory(),
        Objects.requireNonNullElse(compilerArgs, List.of()));
  }

  /** Of all modules, as far as Maven knows; an IDE may not. */
  private Path rootDirectory() {
    File root = session.getRequest().getMultiModuleProjectDirectory();
    return Objects.requireNonNullElse(root, project.getBasedir()).toPath();
  }

  private Path includeDirectory() {
    return buildDirectory().resolve("include");
  }

  private Path buildDirectory() {
    return Path.of(project.getBuild().getDirectory()).resolve("bpfskel");
  }

  private Path recordDirectory() {
    return buildDirectory().resolve(execution.getGoal() + "-" + execution.getExecutionId());
  }

  /** What clang compiled, and resources that Maven has not copied yet, before what it has. */
  private List<Path> ownPlaces(Path hosts) {
    List<Path> places = new ArrayList<>();
    for (Resource resource : resources()) {
      boolean whole = resource.getIncludes().isEmpty() && resource.getExcludes().isEmpty();
      if (whole && !resource.isFiltering() && resource.getTargetPath() == null) {
        places.add(Path.of(resource.getDirectory()));
      }
    }
    places.add(hosts);
    places.addAll(classOutputs());
    return places;
  }

  /** Modules of the same build that come before this one and that it depends on. */
  private List<Path> upstreamOutputs() {
    var graph = session.getProjectDependencyGraph();
    if (graph == null) {
      return List.of(); // in an IDE
    }
    return graph.getUpstreamProjects(project, true).stream()
        .map(module -> Path.of(module.getBuild().getOutputDirectory()))
        .toList();
  }
}
