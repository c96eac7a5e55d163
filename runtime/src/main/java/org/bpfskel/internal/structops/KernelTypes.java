package org.bpfskel.internal.structops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.Flavour;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.internal.os.KernelConfig;
import org.bpfskel.internal.os.KernelRelease;
import org.jspecify.annotations.Nullable;

/** The structs of the running kernel, from the BTF of vmlinux and of loaded modules. */
public final class KernelTypes {
  /** Without it the kernel has no part of struct_ops. */
  private static final String JIT = "CONFIG_BPF_JIT";

  private KernelTypes() {}

  /**
   * The struct that libbpf takes for one of an object: of the same name, without the {@code
   * ___flavour}. Null if neither vmlinux nor a loaded module has it, or has BTF that can be read.
   */
  public static @Nullable StructLayout struct(String objectName) {
    String name = Flavour.without(objectName);
    return first(btf -> find(btf, name));
  }

  /** The callback that libbpf takes for one of an object's; null as {@link #struct}. */
  static @Nullable KernelCallback callback(String objectName, String callback) {
    String name = Flavour.without(objectName);
    return first(btf -> KernelCallback.find(btf, name, callback));
  }

  /** A look into the types of vmlinux or a module. */
  private interface Look<T> {
    @Nullable T in(Btf btf) throws BtfException;
  }

  /** What is found first. */
  private static <T> @Nullable T first(Look<T> look) {
    try {
      Btf base = KernelBtf.vmlinux();
      T found = look.in(base);
      return found != null ? found : inModules(base, look);
    } catch (IOException | BtfException e) {
      return null;
    }
  }

  /** Why nothing is known of the kernel's types; null if they can be read. */
  public static @Nullable String problem() {
    try {
      KernelBtf.vmlinux();
      return null;
    } catch (NoSuchFileException e) {
      return "the running kernel does not describe its types: there is no "
          + e.getFile()
          + ", as where it was built without CONFIG_DEBUG_INFO_BTF, or where /sys is not mounted";
    } catch (IOException | BtfException e) {
      return "the running kernel's description of its types cannot be read: " + e;
    }
  }

  private static <T> @Nullable T inModules(Btf base, Look<T> look) throws IOException {
    for (Path module : KernelBtf.modules()) {
      try {
        T found = look.in(Btf.parse(Files.readAllBytes(module), base));
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
      return KernelBtf.vmlinux().find("bpf_struct_ops_link", BtfKind.STRUCT) != 0;
    } catch (IOException | BtfException e) {
      return true;
    }
  }

  /** Why struct_ops cannot be attached by links. */
  static String noStructOpsLinks() {
    return noStructOpsLinks(KernelRelease.running(), KernelConfig.running());
  }

  static String noStructOpsLinks(KernelRelease release, KernelConfig config) {
    if (config.lacks(JIT)) {
      return "the running kernel was built without " + JIT + ", and takes no struct_ops variable";
    }
    return release.isBefore(6, 4)
        ? "a variable in .struct_ops.link needs Linux 6.4 or newer; before, use .struct_ops"
        : "Linux %s, the running kernel, has no links of struct_ops, as where it was built without %s"
            .formatted(release.text(), JIT);
  }

  private static @Nullable StructLayout find(Btf btf, String name) throws BtfException {
    int id = btf.find(name, BtfKind.STRUCT);
    return id == 0 ? null : StructLayout.read(btf, id);
  }
}
