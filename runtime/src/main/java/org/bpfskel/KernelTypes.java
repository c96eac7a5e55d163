package org.bpfskel;

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
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.Flavour;
import org.bpfskel.btf.StructLayout;
import org.jspecify.annotations.Nullable;

/** The structs of the running kernel, from the BTF of vmlinux and of loaded modules. */
final class KernelTypes {
  private static final Path BTF = Path.of("/sys/kernel/btf");
  private static final String VMLINUX = "vmlinux";

  /** Some megabytes that are quickly read again. It never changes while the kernel runs. */
  private static SoftReference<Btf> vmlinux = new SoftReference<>(null);

  private KernelTypes() {}

  /**
   * The struct that libbpf takes for one of an object: of the same name, without the {@code
   * ___flavour}. Null if neither vmlinux nor a loaded module has it, or has BTF that can be read.
   */
  static @Nullable StructLayout struct(String objectName) {
    String name = Flavour.without(objectName);
    try {
      Btf base = vmlinux();
      StructLayout found = find(base, name);
      return found != null ? found : inModules(base, name);
    } catch (IOException | BtfException e) {
      return null;
    }
  }

  private static @Nullable StructLayout inModules(Btf base, String name) throws IOException {
    for (Path module : modules()) {
      try {
        StructLayout found = find(Btf.parse(Files.readAllBytes(module), base), name);
        if (found != null) {
          return found;
        }
      } catch (IOException | BtfException e) {
        // Unloaded meanwhile, or built for another kernel: the others may have it.
      }
    }
    return null;
  }

  /** Whether struct_ops can be attached by links, since Linux 6.4; true if that is unknown. */
  static boolean hasStructOpsLinks() {
    try {
      return vmlinux().find("bpf_struct_ops_link", BtfKind.STRUCT) != 0;
    } catch (IOException | BtfException e) {
      return true;
    }
  }

  private static @Nullable StructLayout find(Btf btf, String name) throws BtfException {
    int id = btf.find(name, BtfKind.STRUCT);
    return id == 0 ? null : StructLayout.read(btf, id);
  }

  private static synchronized Btf vmlinux() throws IOException, BtfException {
    Btf known = vmlinux.get();
    if (known == null) {
      known = Btf.parse(Files.readAllBytes(BTF.resolve(VMLINUX)));
      vmlinux = new SoftReference<>(known);
    }
    return known;
  }

  private static List<Path> modules() throws IOException {
    List<Path> modules = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(BTF)) {
      for (Path file : files) {
        if (!file.endsWith(VMLINUX)) {
          modules.add(file);
        }
      }
    }
    Collections.sort(modules);
    return modules;
  }
}
