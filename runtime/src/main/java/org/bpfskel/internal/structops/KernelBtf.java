package org.bpfskel.internal.structops;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.internal.os.ErrnoException;
import org.bpfskel.internal.os.MappedMemory;

/** The files in which the running kernel describes its types, and those of loaded modules. */
public final class KernelBtf {
  private static final Path FOLDER = Path.of("/sys/kernel/btf");
  private static final Path VMLINUX = FOLDER.resolve("vmlinux");

  /** Some megabytes that are quickly read again. It never changes while the kernel runs. */
  private static SoftReference<Btf> vmlinux = new SoftReference<>(null);

  private KernelBtf() {}

  /** As libbpf's {@code btf__load_vmlinux_btf}. */
  static synchronized Btf vmlinux() throws IOException, BtfException {
    Btf known = vmlinux.get();
    if (known == null) {
      known = read();
      vmlinux = new SoftReference<>(known);
    }
    return known;
  }

  /** Of vmlinux, then of the loaded modules that can be read. */
  public static List<Btf> all() throws IOException, BtfException {
    List<Btf> all = new ArrayList<>();
    Btf base = vmlinux();
    all.add(base);
    for (Path module : modules()) {
      try {
        all.add(Btf.parse(Files.readAllBytes(module), base));
      } catch (IOException | BtfException e) {
        // Unloaded meanwhile, or built for another kernel.
      }
    }
    return all;
  }

  /** Anew. */
  public static Btf read() throws IOException, BtfException {
    try {
      return Btf.parse(MappedMemory.constant(VMLINUX, Files.size(VMLINUX)));
    } catch (ErrnoException e) {
      return Btf.parse(Files.readAllBytes(VMLINUX));
    }
  }

  /** Of loaded modules, sorted by their names: split BTF on top of {@link #vmlinux}. */
  static List<Path> modules() throws IOException {
    List<Path> modules = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(FOLDER)) {
      for (Path file : files) {
        if (!file.equals(VMLINUX)) {
          modules.add(file);
        }
      }
    }
    Collections.sort(modules);
    return modules;
  }
}
