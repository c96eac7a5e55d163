package org.bpfskel.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.bpfskel.btf.BtfException;
import org.bpfskel.compile.BtfFile;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.kernel.Kernel;
import org.bpfskel.internal.kernel.KernelBtfFile;
import org.bpfskel.internal.kernel.KernelCut;
import org.bpfskel.internal.kernel.ObjectNeeds;
import org.bpfskel.internal.object.ObjectFacts;
import org.bpfskel.internal.object.RefusedObjectException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a kernel's types small enough to keep with the sources. */
@Command(
    name = "cut",
    mixinStandardHelpOptions = true,
    description =
        "Cuts a kernel's types to what objects ask for: a file for the annotation's kernels.")
final class CutCommand implements Callable<Integer> {
  @Option(
      names = "--btf",
      defaultValue = "${sys:bpfskel.btf:-/sys/kernel/btf/vmlinux}",
      paramLabel = "FILE",
      description =
          "A file of BTF, an ELF file with BTF, or a folder of vmlinux and modules. By default the property bpfskel.btf, else the running"
              + " kernel's.")
  private Path btf;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "The file to write: 6.1.btf; of a folder, the folder.")
  private Path output;

  @Parameters(arity = "1..*", paramLabel = "OBJECT", description = "The objects.")
  private List<Path> objects;

  /** For picocli. */
  CutCommand() {}

  @Override
  public Integer call() throws IOException {
    boolean isFolder = Files.isDirectory(btf);
    if (!isFolder) {
      InputFile.check(btf);
    }
    List<ObjectNeeds> needs = new ArrayList<>();
    for (Path object : objects) {
      needs.add(needs(object));
    }
    try {
      if (isFolder) {
        write(KernelBtfFile.files(btf), KernelCut.of(KernelBtfFile.read("", btf), needs));
      } else {
        Kernel vmlinux = new Kernel("", List.of(BtfFile.read(btf)));
        Files.write(output, KernelCut.of(vmlinux, needs).get(0));
      }
    } catch (BtfException | ElfException e) {
      throw new IOException("%s cannot be cut: %s".formatted(btf, e.getMessage()), e);
    }
    return ExitCode.OK;
  }

  /** A folder of vmlinux and of modules that something stays of. */
  private void write(List<Path> files, List<byte[]> cut) throws IOException {
    Set<String> names = new TreeSet<>();
    files.forEach(file -> names.add(String.valueOf(file.getFileName())));
    Files.createDirectories(output);
    for (Path there : KernelBtfFile.files(output)) {
      if (!names.contains(String.valueOf(there.getFileName()))) {
        throw new IOException(
            "%s is no part of the kernel in %s: take another folder".formatted(there, btf));
      }
    }
    for (int i = 0; i < cut.size(); i++) {
      Path file = output.resolve(files.get(i).getFileName());
      Files.deleteIfExists(file);
      if (cut.get(i).length > 0) {
        Files.write(file, cut.get(i));
      }
    }
  }

  private static ObjectNeeds needs(Path file) throws IOException {
    byte[] bytes = InputFile.object(file);
    ObjectNeeds needs;
    try {
      needs = ObjectNeeds.of(ObjectFacts.read(bytes));
    } catch (BtfException | ElfException | RefusedObjectException e) {
      throw new IOException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
    if (needs == null) {
      throw new IOException(file + " has no types: compile it with -g");
    }
    return needs;
  }
}
