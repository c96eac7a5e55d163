package org.bpfskel.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.bpfskel.compile.BpfHeaders;
import org.bpfskel.compile.KernelHeader;

/**
 * Writes {@code vmlinux.h}, the types of a kernel as C, to where {@code compile} has clang look for
 * headers. It takes the place of the kernel's own headers but for what these define as macros.
 */
@Mojo(name = "vmlinux", defaultPhase = LifecyclePhase.INITIALIZE, threadSafe = true)
public final class VmlinuxMojo extends AbstractMojo {
  private static final String ALL = "all";
  private static final String USED = "used";

  /** A file of BTF, or an ELF file with BTF. */
  @Parameter(property = "bpfskel.btf", defaultValue = "/sys/kernel/btf/vmlinux")
  private File btf;

  /** The header to write: in the sources for one that is to be kept. */
  @Parameter(
      property = "bpfskel.vmlinux",
      defaultValue = "${project.build.directory}/bpfskel/include/vmlinux.h")
  private File header;

  /**
   * Kernel modules whose types are written too: names of loaded ones, such as {@code nf_conntrack},
   * or paths of {@code .ko} files or of files of BTF. By default none.
   */
  @Parameter(property = "bpfskel.modules")
  private List<String> modules;

  /** {@code all} types, or those that are {@code used} in the sources. */
  @Parameter(property = "bpfskel.types", defaultValue = "all")
  private String types;

  @Parameter(defaultValue = "${project.basedir}/src/main/bpf")
  private File sourceDirectory;

  @Parameter(defaultValue = "${project.basedir}/src/test/bpf")
  private File testSourceDirectory;

  @Parameter(
      defaultValue = "${project.build.directory}/bpfskel/include",
      readonly = true,
      required = true)
  private File includeDirectory;

  /** Writes nothing. */
  @Parameter(property = "bpfskel.skip", defaultValue = "false")
  private boolean skip;

  /** For Maven. */
  public VmlinuxMojo() {}

  @Override
  public void execute() throws MojoExecutionException {
    if (skip) {
      getLog().info("Not writing " + header);
      return;
    }
    try {
      write();
    } catch (IOException e) {
      throw new MojoExecutionException(e.getMessage(), e);
    }
  }

  private void write() throws IOException {
    KernelHeader kernel = kernel();
    Path file = header.toPath();
    if (kernel.isIn(file)) {
      getLog().info("Nothing to write: " + file + " is up to date");
    } else {
      getLog().info("Writing the types of " + btf + " to " + file);
      kernel.write(file);
    }
  }

  /**
   * For the types used, libbpf's headers are sources, too: they use some that they do not define.
   */
  private KernelHeader kernel() throws IOException {
    List<String> loaded = Objects.requireNonNullElse(modules, List.of());
    if (types.equals(ALL)) {
      return KernelHeader.all(btf.toPath(), loaded);
    }
    if (!types.equals(USED)) {
      throw new IOException("bpfskel.types is %s: it takes %s or %s".formatted(types, ALL, USED));
    }
    BpfHeaders.unpack(includeDirectory.toPath());
    return KernelHeader.used(
        btf.toPath(),
        loaded,
        List.of(
            sourceDirectory.toPath(),
            testSourceDirectory.toPath(),
            includeDirectory.toPath().resolve("bpf")));
  }
}
