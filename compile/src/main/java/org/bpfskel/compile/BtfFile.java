package org.bpfskel.compile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.elf.ElfFile;

/**
 * The BTF that a kernel's types are read from: of the running one, a file of BTF, or an ELF file.
 */
public final class BtfFile {
  private static final String SECTION = ".BTF";

  private BtfFile() {}

  /**
   * Reads it.
   *
   * @throws IOException with what to do, if there is none
   */
  public static Btf read(Path file) throws IOException {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return Btf.isBtf(bytes) ? Btf.parse(bytes) : Btf.parse(section(file, bytes));
    } catch (NoSuchFileException e) {
      throw new IOException(
          "there is no %s: name a file of BTF, or a vmlinux with BTF, by bpfskel.btf; the running kernel has none where CONFIG_DEBUG_INFO_BTF is off, and a container without /sys does not show it"
              .formatted(file),
          e);
    } catch (BtfException | ElfException e) {
      throw new IOException(file + " has no types that can be read: " + e.getMessage(), e);
    }
  }

  private static ByteBuffer section(Path file, byte[] bytes) throws IOException, ElfException {
    ByteBuffer btf = ElfFile.content(bytes, SECTION);
    if (btf == null) {
      throw new IOException(
          "%s has no section %s: build it with CONFIG_DEBUG_INFO_BTF, or clang -g -target bpf"
              .formatted(file, SECTION));
    }
    return btf;
  }
}
