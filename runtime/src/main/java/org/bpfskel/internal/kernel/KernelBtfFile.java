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
    if (!Files.isDirectory(place)) {
      return new Kernel(name, List.of(Btf.parse(types(place))));
    }
    List<Btf> parts = new ArrayList<>();
    Path vmlinux = place.resolve(VMLINUX);
    Btf base = Btf.parse(types(vmlinux));
    parts.add(base);
    try (Stream<Path> files = Files.list(place)) {
      for (Path module : files.sorted().toList()) {
        if (!module.equals(vmlinux)) {
          ByteBuffer bytes = types(module);
          byte[] copy = new byte[bytes.remaining()];
          bytes.get(copy);
          parts.add(Btf.parse(copy, base));
        }
      }
    }
    return new Kernel(name, parts);
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
