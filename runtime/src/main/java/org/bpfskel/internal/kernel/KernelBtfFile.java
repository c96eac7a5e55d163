package org.bpfskel.internal.kernel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.elf.ElfFile;

/**
 * Where a kernel's types are: a file of raw BTF or an ELF file with {@code .BTF}, or a folder like
 * {@code /sys/kernel/btf}, with a file {@code vmlinux} and one for each module.
 */
public final class KernelBtfFile {
  private static final String VMLINUX = "vmlinux";

  private KernelBtfFile() {}

  /**
   * Reads it.
   *
   * @param name what messages call the kernel
   * @throws IOException if a file cannot be read, or has no types
   * @throws BtfException if types are damaged
   * @throws ElfException if an ELF file is
   */
  public static Kernel read(String name, Path place)
      throws IOException, BtfException, ElfException {
    List<Path> files = files(place);
    List<Btf> parts = new ArrayList<>();
    Btf base = Btf.parse(types(files.get(0)));
    parts.add(base);
    for (Path module : files.subList(1, files.size())) {
      ByteBuffer bytes = types(module);
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      parts.add(Btf.parse(copy, base));
    }
    return new Kernel(name, parts);
  }

  /**
   * The files that {@link #read} takes: that of vmlinux, then those of modules.
   *
   * @throws IOException if the folder cannot be read
   */
  public static List<Path> files(Path place) throws IOException {
    List<Path> found = new ArrayList<>();
    if (!Files.isDirectory(place)) {
      found.add(place);
      return found;
    }
    Path vmlinux = place.resolve(VMLINUX);
    found.add(vmlinux);
    try (Stream<Path> files = Files.list(place)) {
      files.filter(file -> !file.equals(vmlinux)).sorted().forEach(found::add);
    }
    return found;
  }

  private static ByteBuffer types(Path file) throws IOException, ElfException {
    byte[] bytes = Files.readAllBytes(file);
    if (Btf.isBtf(bytes)) {
      return ByteBuffer.wrap(bytes);
    }
    ByteBuffer section = ElfFile.content(bytes, ".BTF");
    if (section == null) {
      throw new IOException(file + " has no section .BTF");
    }
    return section;
  }
}
