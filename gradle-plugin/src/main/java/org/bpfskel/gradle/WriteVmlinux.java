package org.bpfskel.gradle;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.CHeader;
import org.bpfskel.compile.BtfFile;
import org.bpfskel.compile.UsedTypes;
import org.gradle.api.DefaultTask;
import org.gradle.api.GradleException;
import org.gradle.api.file.ConfigurableFileCollection;
import org.gradle.api.file.DirectoryProperty;
import org.gradle.api.file.RegularFileProperty;
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

  /** Writes. */
  @TaskAction
  public void write() throws IOException {
    Path btf = getBtf().get().getAsFile().toPath();
    try {
      Files.writeString(getDirectory().file("vmlinux.h").get().getAsFile().toPath(), text(btf));
    } catch (BtfException e) {
      throw new GradleException(btf + " cannot be written as C: " + e.getMessage(), e);
    }
  }

  private String text(Path btf) throws IOException, BtfException {
    String types = getTypes().get();
    if (types.equals(ALL)) {
      return CHeader.of(BtfFile.read(btf));
    }
    if (!types.equals(USED)) {
      throw new GradleException(
          "bpfskel.vmlinux is %s: it takes %s or %s".formatted(types, ALL, USED));
    }
    List<Path> folders = new ArrayList<>();
    for (File folder : getSources().getFiles()) {
      folders.add(folder.toPath());
    }
    Btf kernel = BtfFile.read(btf);
    return CHeader.of(kernel, UsedTypes.of(kernel, UsedTypes.words(folders)));
  }
}
