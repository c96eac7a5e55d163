package org.bpfskel.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.CHeader;
import org.jspecify.annotations.Nullable;

/**
 * {@code vmlinux.h}, the types of a kernel as C. Its first line says what it was made from, so that
 * it is written again only when that is something else.
 */
public final class KernelHeader {
  private final Path btf;
  private final List<Path> modules;

  /** Null for all types. */
  private final @Nullable Set<String> words;

  private final String origin;

  private KernelHeader(Path btf, List<String> modules, String types, @Nullable Set<String> words) {
    this.btf = btf;
    this.modules = modules.stream().map(module -> BtfFile.ofModule(btf, module)).toList();
    this.words = words;
    StringBuilder inputs = new StringBuilder(Digest.of(btf));
    this.modules.forEach(module -> inputs.append(Digest.of(module)));
    String asked = words == null ? "" : String.join(" ", words);
    this.origin = "/* bpfskel: %s types, of %s */".formatted(types, Digest.of(inputs + asked));
  }

  /**
   * With all types.
   *
   * @param btf a file of BTF, or an ELF file with BTF
   * @param modules of the kernel, whose types come behind its own
   */
  public static KernelHeader all(Path btf, List<String> modules) {
    return new KernelHeader(btf, modules, "all", null);
  }

  /**
   * With the types that sources name, and what these need.
   *
   * @param btf a file of BTF, or an ELF file with BTF
   * @param modules of the kernel, whose types come behind its own
   * @param folders of sources and headers
   */
  public static KernelHeader used(Path btf, List<String> modules, List<Path> folders)
      throws IOException {
    return new KernelHeader(btf, modules, "used", UsedTypes.words(folders));
  }

  /** Whether a file is this header already. */
  public boolean isIn(Path file) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines.findFirst().orElse("").equals(origin);
    }
  }

  /**
   * All of it.
   *
   * @throws IOException if the file has no types, or some that no C could have
   */
  public String text() throws IOException {
    Btf kernel = BtfFile.read(btf);
    List<Btf> split = new ArrayList<>();
    for (Path module : modules) {
      split.add(BtfFile.readModule(module, kernel));
    }
    Set<String> asked = words;
    try {
      String types =
          asked == null
              ? CHeader.withModules(kernel, split)
              : CHeader.withModules(kernel, split, each -> UsedTypes.of(each, asked));
      return origin + "\n" + types;
    } catch (BtfException e) {
      throw new IOException(btf + " cannot be written as C: " + e.getMessage(), e);
    }
  }

  /** Writes it into a file, in folders that may not be there yet. */
  public void write(Path file) throws IOException {
    String text = text();
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text);
  }
}
