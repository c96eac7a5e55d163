package org.bpfskel.tool;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.bpfskel.compile.BpfHeaders;
import org.bpfskel.compile.KernelHeader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes {@code vmlinux.h}, as the goal of the Maven plugin does. */
@Command(
    name = "vmlinux",
    mixinStandardHelpOptions = true,
    description = "Writes vmlinux.h, the types of a kernel as C.")
final class VmlinuxCommand implements Callable<Integer> {
  @Option(
      names = "--btf",
      defaultValue = "${sys:bpfskel.btf:-/sys/kernel/btf/vmlinux}",
      paramLabel = "FILE",
      description =
          "A file of BTF, or an ELF file with BTF. By default the property bpfskel.btf, else the running"
              + " kernel's.")
  private Path btf;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The header. By default standard output. One that is up to date stays.")
  private @Nullable Path output;

  @Option(
      names = "--module",
      paramLabel = "NAME",
      description =
          "A module of the kernel, whose types come behind the kernel's own. Can be given more than once.")
  private @Nullable List<String> modules;

  @Option(
      names = "--used-in",
      paramLabel = "DIR",
      description =
          "Only the types that sources and headers in this folder name, and what these need."
              + " Can be given more than once.")
  private @Nullable List<Path> sources;

  @Spec private CommandSpec spec;

  /** For picocli. */
  VmlinuxCommand() {}

  @Override
  public Integer call() throws IOException {
    List<String> loaded = Objects.requireNonNullElse(modules, List.of());
    KernelHeader header = sources == null ? KernelHeader.all(btf, loaded) : used(loaded, sources);
    if (output == null) {
      PrintWriter out = spec.commandLine().getOut();
      out.print(header.text());
      out.flush();
    } else if (!header.isIn(output)) {
      header.write(output);
    }
    return ExitCode.OK;
  }

  /** libbpf's headers are sources, too: they use some types that they do not define. */
  private KernelHeader used(List<String> loaded, List<Path> folders) throws IOException {
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw new IOException("--used-in: there is no folder " + folder);
      }
    }
    try (TemporaryFolder headers = new TemporaryFolder()) {
      BpfHeaders.unpack(headers.path());
      List<Path> all = new ArrayList<>(folders);
      all.add(headers.path());
      return KernelHeader.used(btf, loaded, all);
    }
  }
}
