package org.bpfskel.gradle;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import javax.inject.Inject;
import org.bpfskel.compile.BpfObjects;
import org.bpfskel.compile.ClangException;
import org.bpfskel.compile.ObjectOutput;
import org.gradle.api.GradleException;
import org.gradle.api.file.DirectoryProperty;
import org.gradle.api.file.FileSystemOperations;
import org.gradle.api.file.RegularFileProperty;
import org.gradle.api.provider.Property;
import org.gradle.api.tasks.CacheableTask;
import org.gradle.api.tasks.Input;
import org.gradle.api.tasks.InputFile;
import org.gradle.api.tasks.OutputDirectory;
import org.gradle.api.tasks.PathSensitive;
import org.gradle.api.tasks.PathSensitivity;
import org.gradle.api.tasks.TaskAction;

/**
 * Compiles all BPF sources of a folder to objects, when a source, a header, a flag or clang
 * changed. There are no others afterwards.
 */
@CacheableTask
public abstract class CompileBpf extends ClangTask {
  /** What {@link ScanBpf} found. */
  @InputFile
  @PathSensitive(PathSensitivity.NONE)
  public abstract RegularFileProperty getFound();

  /** A folder for the class path: gets {@code bpf/NAME.bpf.o}. */
  @OutputDirectory
  public abstract DirectoryProperty getObjectDirectory();

  /** Whether objects are packaged without DWARF. */
  @Input
  public abstract Property<Boolean> getStrip();

  /** Gets the objects as clang made them, for the processor. */
  @OutputDirectory
  public File getWholeDirectory() {
    return ObjectOutput.wholeOf(path(getObjectDirectory())).toFile();
  }

  /** Deletes files; Gradle writes the method. */
  @Inject
  @SuppressWarnings("JavaxInjectOnAbstractMethod")
  protected abstract FileSystemOperations getFiles();

  /** Compiles. */
  @TaskAction
  public void compile() throws IOException {
    getFiles()
        .delete(all -> all.delete(getObjectDirectory(), getWholeDirectory(), getTemporaryDir()));
    Path root = path(getObjectDirectory());
    BpfObjects objects =
        new BpfObjects(
            path(getSourceDirectory()),
            new ObjectOutput(root, root.resolve("bpf"), getStrip().get()),
            getTemporaryDir().toPath(),
            new GradleLog(getLogger()));
    try {
      objects.compile(objects.sources(), command());
    } catch (ClangException e) {
      throw new GradleException(e.getMessage(), e);
    }
  }
}
