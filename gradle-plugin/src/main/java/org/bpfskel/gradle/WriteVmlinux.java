package org.bpfskel.gradle;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bpfskel.compile.BtfFile;
import org.bpfskel.compile.KernelHeader;
import org.gradle.api.DefaultTask;
import org.gradle.api.GradleException;
import org.gradle.api.file.ConfigurableFileCollection;
import org.gradle.api.file.DirectoryProperty;
import org.gradle.api.file.RegularFileProperty;
import org.gradle.api.provider.ListProperty;
import org.gradle.api.provider.Property;
import org.gradle.api.tasks.CacheableTask;
import org.gradle.api.tasks.Input;
import org.gradle.api.tasks.InputFiles;
import org.gradle.api.tasks.OutputDirectory;
import org.gradle.api.tasks.PathSensitive;
import org.gradle.api.tasks.PathSensitivity;
import org.gradle.api.tasks.TaskAction;

/** Writes {@code vmlinux.h}, the types of a kernel as C. */
@CacheableTask
public abstract class WriteVmlinux extends DefaultTask {
  private static final String ALL = "all";
  private static final String USED = "used";

  /** {@code all} types, or those that are {@code used}. */
  @Input
  public abstract Property<String> getTypes();

  /** A file of BTF, or an ELF file with BTF; the task itself says what to do if it is missing. */
  @InputFiles
  @PathSensitive(PathSensitivity.NONE)
  public abstract RegularFileProperty getBtf();

  /** Folders of the sources, and headers, that use types. */
  @InputFiles
  @PathSensitive(PathSensitivity.RELATIVE)
  public abstract ConfigurableFileCollection getSources();

  /** Gets the header. */
  @OutputDirectory
  public abstract DirectoryProperty getDirectory();

  /** Modules of the kernel, whose types come behind its own. */
  @Input
  public abstract ListProperty<String> getModules();

  /** Where the types of these are. */
  @InputFiles
  @PathSensitive(PathSensitivity.NONE)
  public List<File> getModuleFiles() {
    return getModules().get().stream()
        .map(module -> BtfFile.ofModule(btf(), module).toFile())
        .toList();
  }

  /** Writes. */
  @TaskAction
  public void write() throws IOException {
    Path header = getDirectory().file("vmlinux.h").get().getAsFile().toPath();
    Files.writeString(header, header().text());
  }

  private KernelHeader header() throws IOException {
    String types = getTypes().get();
    return switch (types) {
      case ALL -> KernelHeader.all(btf(), getModules().get());
      case USED ->
          KernelHeader.used(
              btf(),
              getModules().get(),
              getSources().getFiles().stream().map(File::toPath).toList());
      default ->
          throw new GradleException(
              "bpfskel.vmlinux is %s: it takes %s or %s".formatted(types, ALL, USED));
    };
  }

  private Path btf() {
    return getBtf().get().getAsFile().toPath();
  }
}
