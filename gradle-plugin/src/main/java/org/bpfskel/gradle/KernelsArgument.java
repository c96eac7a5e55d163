package org.bpfskel.gradle;

import java.util.List;
import org.gradle.api.file.DirectoryProperty;
import org.gradle.api.tasks.InputDirectory;
import org.gradle.api.tasks.Optional;
import org.gradle.api.tasks.PathSensitive;
import org.gradle.api.tasks.PathSensitivity;
import org.gradle.process.CommandLineArgumentProvider;

/**
 * Tells the processor which kernels objects are held against. Their files are inputs of what javac
 * compiles, by their names and bytes, wherever the folder lies.
 */
public abstract class KernelsArgument implements CommandLineArgumentProvider {
  /** The folder with their types; by default none is looked at. */
  @InputDirectory
  @Optional
  @PathSensitive(PathSensitivity.RELATIVE)
  public abstract DirectoryProperty getKernels();

  @Override
  public Iterable<String> asArguments() {
    return getKernels().isPresent()
        ? List.of("-Abpfskel.kernels=" + ClangTask.path(getKernels()))
        : List.of();
  }
}
