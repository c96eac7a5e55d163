package org.bpfskel.gradle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bpfskel.compile.ClangCommand;
import org.bpfskel.compile.ClangException;
import org.bpfskel.compile.SourceScan;
import org.gradle.api.GradleException;
import org.gradle.api.file.FileTree;
import org.gradle.api.file.RegularFileProperty;
import org.gradle.api.tasks.IgnoreEmptyDirectories;
import org.gradle.api.tasks.InputFiles;
import org.gradle.api.tasks.OutputFile;
import org.gradle.api.tasks.PathSensitive;
import org.gradle.api.tasks.PathSensitivity;
import org.gradle.api.tasks.TaskAction;
import org.gradle.work.DisableCachingByDefault;

/**
 * Finds what BPF sources include, by clang's preprocessor: for Gradle wants to know all inputs
 * before a task runs. Runs again when a file that was found has changed, wherever it is, or clang
 * is another one.
 */
@DisableCachingByDefault(because = "what it finds is what the cache would have to know")
public abstract class ScanBpf extends ClangTask {
  /** Where a new header may take the place of another. */
  @InputFiles
  @IgnoreEmptyDirectories
  @PathSensitive(PathSensitivity.RELATIVE)
  public FileTree getHeaderFiles() {
    return getSourceDirectory()
        .getAsFileTree()
        .plus(getIncludes().getAsFileTree())
        .plus(getSystemIncludes().getAsFileTree())
        .plus(getHeaders().getAsFileTree());
  }

  /** Gets a line for clang and for each file. */
  @OutputFile
  public abstract RegularFileProperty getFound();

  /** Scans. */
  @TaskAction
  public void scan() throws IOException {
    try {
      ClangCommand command = command();
      SourceScan scan = SourceScan.of(path(getSourceDirectory()), command);
      scan.write(found());
      Files.writeString(lookup(), scan.lookup(command));
    } catch (ClangException e) {
      throw new GradleException(e.getMessage(), e);
    }
  }

  /** Whether all that was found is as it was; no property of the task, which a getter would be. */
  boolean foundTheSame() {
    try {
      if (!Files.exists(found()) || !Files.exists(lookup())) {
        return false;
      }
      ClangCommand command = command();
      SourceScan scan = SourceScan.read(found());
      return scan.isCurrent(command) && Files.readString(lookup()).equals(scan.lookup(command));
    } catch (IOException | ClangException e) {
      return false;
    }
  }

  /** Of this folder alone, so no input of what is cached. */
  private Path lookup() {
    return getTemporaryDir().toPath().resolve("lookup");
  }

  private Path found() {
    return getFound().get().getAsFile().toPath();
  }
}
