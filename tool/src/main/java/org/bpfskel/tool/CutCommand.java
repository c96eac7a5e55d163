package org.bpfskel.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.bpfskel.btf.BtfException;
import org.bpfskel.compile.BtfFile;
import org.bpfskel.internal.elf.ElfException;
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
          "A file of BTF, or an ELF file with BTF. By default the property bpfskel.btf, else the running"
              + " kernel's.")
  private Path btf;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "The file to write: 6.1.btf.")
  private Path output;

  @Parameters(arity = "1..*", paramLabel = "OBJECT", description = "The objects.")
  private List<Path> objects;

  /** For picocli. */
  CutCommand() {}

  @Override
  public Integer call() throws IOException {
    InputFile.check(btf);
    List<ObjectNeeds> needs = new ArrayList<>();
    for (Path object : objects) {
      needs.add(needs(object));
    }
    try {
      Files.write(output, KernelCut.of(BtfFile.read(btf), needs));
    } catch (BtfException e) {
      throw new IOException("%s cannot be cut: %s".formatted(btf, e.getMessage()), e);
    }
    return ExitCode.OK;
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
