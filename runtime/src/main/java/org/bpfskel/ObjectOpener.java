package org.bpfskel;

import java.util.List;
import org.bpfskel.internal.ElfIdent;
import org.bpfskel.internal.Libbpf;
import org.bpfskel.internal.LibbpfBuffers;
import org.bpfskel.internal.OpenOpts;

/** From an object's bytes to libbpf's open object: nothing native sees bytes of another kind. */
final class ObjectOpener {
  private static final String OPEN = "bpf_object__open_mem";

  private ObjectOpener() {}

  static BpfObject open(byte[] bytes, String file, OpenOptions options) {
    String mismatch = ElfIdent.mismatch(bytes);
    if (mismatch != null) {
      throw new BpfException(OPEN, file, "ENOEXEC", mismatch, List.of());
    }
    String problem = options.problem();
    if (problem != null) {
      throw new BpfException(OPEN, file, "ENOENT", problem, List.of());
    }
    Binding.require(OPEN, file);
    String name = options.objectNameOr(objectName(file));
    OpenOpts opts = options.toNative(name);
    long address = LibbpfCall.of(OPEN, file).pointer(() -> LibbpfBuffers.open(bytes, opts));
    try {
      BpfObject object = new BpfObject(name, address);
      object.programs().forEach(p -> p.options().setLogSize(options.kernelLogSize()));
      return object;
    } catch (RuntimeException | Error e) {
      Libbpf.bpf_object__close(address);
      throw e;
    }
  }

  /** As bpftool names objects: the file's name without {@code .o}, what C does not allow as _. */
  static String objectName(String file) {
    String base = file.substring(file.lastIndexOf('/') + 1);
    String stem = base.endsWith(".o") ? base.substring(0, base.length() - 2) : base;
    return stem.replaceAll("[^A-Za-z0-9_]", "_");
  }
}
