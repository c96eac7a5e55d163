package org.bpfskel.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.CHeader;
import org.bpfskel.compile.BpfHeaders;
import org.bpfskel.compile.BtfFile;
import org.bpfskel.compile.Digest;
import org.bpfskel.compile.UsedTypes;

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
    } catch (BtfException e) {
      throw new MojoExecutionException(btf + " cannot be written as C: " + e.getMessage(), e);
    }
  }

  private void write() throws IOException, BtfException {
    boolean all = types.equals(ALL);
    if (!all && !types.equals(USED)) {
      throw new IOException("bpfskel.types is %s: it takes %s or %s".formatted(types, ALL, USED));
    }
    Set<String> words = all ? Set.of() : words();
    List<Path> moduleFiles =
        Objects.requireNonNullElse(modules, List.<String>of()).stream()
            .map(module -> BtfFile.ofModule(btf.toPath(), module))
            .toList();
    String origin = origin(words, moduleFiles);
    Path file = header.toPath();
    if (isOf(origin, file)) {
      getLog().info("Nothing to write: " + file + " is up to date");
      return;
    }
    Btf kernel = BtfFile.read(btf.toPath());
    List<Btf> split = new ArrayList<>();
    for (Path module : moduleFiles) {
      split.add(BtfFile.readModule(module, kernel));
    }
    String text =
        all
            ? CHeader.withModules(kernel, split)
            : CHeader.withModules(kernel, split, each -> UsedTypes.of(each, words));
    getLog().info("Writing the types of " + btf + " to " + file);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, origin + "\n" + text);
  }

  /** The first line, by which the next build tells whether anything changed. */
  private String origin(Set<String> words, List<Path> moduleFiles) {
    StringBuilder inputs = new StringBuilder(Digest.of(btf.toPath()));
    moduleFiles.forEach(module -> inputs.append(Digest.of(module)));
    return "/* bpfskel: %s types, of %s */"
        .formatted(types, Digest.of(inputs + String.join(" ", words)));
  }

  /** Of the sources, and of libbpf's headers, which use types that they do not define. */
  private Set<String> words() throws IOException {
    BpfHeaders.unpack(includeDirectory.toPath());
    return UsedTypes.words(
        List.of(
            sourceDirectory.toPath(),
            testSourceDirectory.toPath(),
            includeDirectory.toPath().resolve("bpf")));
  }

  private static boolean isOf(String origin, Path file) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines.findFirst().orElse("").equals(origin);
    }
  }
}
