package org.bpfskel.internal.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bpfskel.BpfException;
import org.bpfskel.btf.Btf;
import org.bpfskel.internal.elf.ElfIdent;
import org.bpfskel.internal.libbpf.OpenOpts;
import org.jspecify.annotations.Nullable;

/**
 * How an object is opened, under the names of {@code struct bpf_object_open_opts}.
 *
 * @param kernelLogSize bytes of each program's log buffer; 0 for libbpf's own
 */
public record OpenParameters(
    @Nullable String objectName,
    boolean relaxedMaps,
    @Nullable Path pinRootPath,
    @Nullable String kconfig,
    @Nullable Path btfCustomPath,
    int kernelLogLevel,
    int kernelLogSize,
    @Nullable Path bpfTokenPath) {
  /** The object's name, or the one given if none is chosen. */
  public String objectNameOr(String name) {
    return objectName == null ? name : objectName;
  }

  /**
   * Finds what can be said at once, and by name; libbpf would fail later.
   *
   * @throws BpfException if there is something, as of that operation on that file
   */
  void check(String operation, String file) {
    if (btfCustomPath == null) {
      return;
    }
    try (InputStream custom = Files.newInputStream(btfCustomPath)) {
      byte[] magic = custom.readNBytes(Integer.BYTES);
      if (!ElfIdent.isElf(magic) && !Btf.isBtf(magic)) {
        throw refusal(
            operation,
            file,
            BpfException.Kind.INVALID,
            "is neither BTF nor an ELF file that may have it");
      }
    } catch (IOException e) {
      throw refusal(operation, file, BpfException.Kind.NOT_FOUND, "cannot be read");
    }
  }

  private BpfException refusal(String operation, String file, BpfException.Kind kind, String why) {
    String explanation = "the btfCustomPath " + btfCustomPath + " " + why;
    return new BpfException(operation, file, kind, explanation);
  }

  /** The struct of C, with that name for the object. */
  public OpenOpts toNative(String name) {
    return new OpenOpts(name)
        .relaxedMaps(relaxedMaps)
        .pinRootPath(text(pinRootPath))
        .kconfig(kconfig)
        .btfCustomPath(text(btfCustomPath))
        .kernelLogLevel(kernelLogLevel)
        .bpfTokenPath(text(bpfTokenPath));
  }

  private static @Nullable String text(@Nullable Path path) {
    return path == null ? null : path.toString();
  }
}
