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
import org.jspecify.annotations.Nullable;

/**
 * The BTF that types of a kernel or a module are read from: of the running one, a file of BTF, or
 * an ELF file.
 */
public final class BtfFile {
  private static final String SECTION = ".BTF";

  /** Of a module that was built outside of its kernel. */
  private static final String BASE = ".BTF.base";

  private BtfFile() {}

  /**
   * Reads that of a kernel.
   *
   * @throws IOException with what to do, if there is none
   */
  public static Btf read(Path file) throws IOException {
    return read(
        file,
        null,
        "name a file of BTF, or a vmlinux with BTF, by bpfskel.btf; the running kernel has none where CONFIG_DEBUG_INFO_BTF is off, and a container without /sys does not show it");
  }

  /**
   * Reads that of a module, which continues its kernel's.
   *
   * @throws IOException with what to do, if there is none, or if it is of another kernel
   */
  public static Btf readModule(Path file, Btf kernel) throws IOException {
    return read(file, kernel, "load the module, modprobe NAME, or name its file NAME.ko");
  }

  /**
   * Where the BTF of a module is.
   *
   * @param kernel file of the kernel's: others are beside it in {@code /sys/kernel/btf}
   * @param module its name, or the path of a file, which has a slash
   */
  public static Path ofModule(Path kernel, String module) {
    return module.contains("/") ? Path.of(module) : kernel.resolveSibling(module.replace('-', '_'));
  }

  private static Btf read(Path file, @Nullable Btf kernel, String cure) throws IOException {
    try {
      ByteBuffer bytes = types(file, Files.readAllBytes(file));
      return kernel == null ? Btf.parse(bytes) : Btf.parse(array(bytes), kernel);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no %s: %s".formatted(file, cure), e);
    } catch (BtfException | ElfException e) {
      throw new IOException(file + " has no types that can be read: " + e.getMessage(), e);
    }
  }

  private static ByteBuffer types(Path file, byte[] bytes) throws IOException, ElfException {
    if (Btf.isBtf(bytes)) {
      return ByteBuffer.wrap(bytes);
    }
    if (ElfFile.content(bytes, BASE) != null) {
      throw new IOException(
          "%s has types for any kernel, in %s, which only a kernel makes its own: load the module, and name it alone"
              .formatted(file, BASE));
    }
    return section(file, bytes);
  }

  private static byte[] array(ByteBuffer bytes) {
    byte[] array = new byte[bytes.remaining()];
    bytes.get(array);
    return array;
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
