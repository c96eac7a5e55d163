package org.bpfskel.gradle;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bpfskel.compile.Clang;
import org.bpfskel.compile.ClangCommand;
import org.bpfskel.compile.ClangException;
import org.bpfskel.compile.TargetArchitecture;
import org.gradle.api.DefaultTask;
import org.gradle.api.file.ConfigurableFileCollection;
import org.gradle.api.file.DirectoryProperty;
import org.gradle.api.file.FileCollection;
import org.gradle.api.provider.ListProperty;
import org.gradle.api.provider.Property;
import org.gradle.api.tasks.IgnoreEmptyDirectories;
import org.gradle.api.tasks.Input;
import org.gradle.api.tasks.InputFiles;
import org.gradle.api.tasks.Internal;
import org.gradle.api.tasks.PathSensitive;
import org.gradle.api.tasks.PathSensitivity;
import org.gradle.api.tasks.SkipWhenEmpty;
import org.gradle.work.DisableCachingByDefault;

/** A task that runs clang on the BPF sources of one folder. */
@DisableCachingByDefault(because = "it has no outputs")
public abstract class ClangTask extends DefaultTask {
  /** The clang to use; empty for the newest on PATH. Its version counts, not where it is. */
  @Internal
  public abstract Property<String> getClang();

  /** The variable PATH. */
  @Internal
  public abstract Property<String> getPathVariable();

  /** Of the kernel, as {@code bpf_tracing.h} or as Java calls it. */
  @Input
  public abstract Property<String> getArchitecture();

  /** More arguments for clang. */
  @Input
  public abstract ListProperty<String> getFlags();

  /** The project's own folder, where clang runs: no path above it gets into an object. */
  @Internal
  public abstract DirectoryProperty getProjectDirectory();

  /** The folder of the whole build. */
  @Internal
  public abstract DirectoryProperty getRootDirectory();

  /** Has the sources. */
  @Internal
  public abstract DirectoryProperty getSourceDirectory();

  /** Has libbpf's headers. */
  @Internal
  public abstract DirectoryProperty getHeaders();

  /** Folders with more headers. */
  @Internal
  public abstract ConfigurableFileCollection getIncludes();

  /** Folders whose headers are the system's for clang: their warnings do not count. */
  @Internal
  public abstract ConfigurableFileCollection getSystemIncludes();

  /** The sources: without any there is nothing to do. */
  @InputFiles
  @SkipWhenEmpty
  @IgnoreEmptyDirectories
  @PathSensitive(PathSensitivity.RELATIVE)
  public FileCollection getSources() {
    return getSourceDirectory().getAsFileTree().matching(files -> files.include("**/*.bpf.c"));
  }

  /** In which order clang looks for headers where. */
  @Input
  public List<String> getSearchPath() {
    List<String> arguments = new ArrayList<>();
    getIncludes().forEach(folder -> arguments.addAll(List.of("-I", relative(folder))));
    getSystemIncludes().forEach(folder -> arguments.addAll(List.of("-isystem", relative(folder))));
    return arguments;
  }

  private String relative(File folder) {
    Path root = path(getRootDirectory());
    return folder.toPath().startsWith(root)
        ? path(getProjectDirectory()).relativize(folder.toPath()).toString()
        : folder.toString();
  }

  /** How a source is compiled. */
  ClangCommand command() throws ClangException {
    List<String> arguments = new ArrayList<>(getSearchPath());
    arguments.addAll(getFlags().get());
    return new ClangCommand(
        Clang.find(getClang().get(), getPathVariable().get()),
        TargetArchitecture.of(getArchitecture().get()),
        path(getProjectDirectory()),
        path(getRootDirectory()),
        path(getSourceDirectory()),
        path(getHeaders()),
        arguments);
  }

  static Path path(DirectoryProperty directory) {
    return directory.get().getAsFile().toPath();
  }
}
