package org.bpfskel.internal.handle;

import java.util.function.Function;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.internal.foreign.NativeBuffer;
import org.bpfskel.internal.libbpf.BpfBtfInfo;
import org.bpfskel.internal.os.Descriptor;
import org.bpfskel.internal.os.Errno;
import org.jspecify.annotations.Nullable;

/** Types that the kernel keeps for programs, maps, modules and itself, each set under an id. */
public final class KernelTypesById {
  private KernelTypesById() {}

  /** The types of an id; null if this process may not read them, or they are gone. */
  static @Nullable Btf ifAllowed(int id) throws BtfException {
    int fd = KernelKind.BTF.tryId(id);
    if (fd == -Errno.EPERM || fd == -Errno.ENOENT) {
      return null;
    }
    if (fd < 0) {
      throw KernelKind.BTF.failure(id, -fd);
    }
    try {
      return Btf.parse(bytes(id, fd));
    } finally {
      Descriptor.close(fd);
    }
  }

  /** What the kernel says of the types that a descriptor is of, without the types themselves. */
  public static <I> I info(int id, int fd, Function<BpfBtfInfo, I> reading) {
    try (BpfBtfInfo info = new BpfBtfInfo(0, null)) {
      LibbpfCall.of("bpf_btf_get_info_by_fd", KernelKind.BTF.name(id)).check(() -> info.read(fd));
      return reading.apply(info);
    }
  }

  /** The raw types of an id; the kernel keeps them no longer than this call for it. */
  public static byte[] bytes(int id) {
    int fd = KernelKind.BTF.byId(id, 0);
    try {
      return bytes(id, fd);
    } finally {
      Descriptor.close(fd);
    }
  }

  /**
   * The raw types that a descriptor is of: {@code bpf_btf_get_info_by_fd}, asked for the size
   * first.
   */
  private static byte[] bytes(int id, int fd) {
    LibbpfCall call = LibbpfCall.of("bpf_btf_get_info_by_fd", KernelKind.BTF.name(id));
    try (BpfBtfInfo size = new BpfBtfInfo(0, null)) {
      call.check(() -> size.read(fd));
      int count = size.btfSize();
      try (NativeBuffer types = NativeBuffer.zeroed(count);
          BpfBtfInfo info = new BpfBtfInfo(count, types)) {
        call.check(() -> info.read(fd));
        return types.read(count);
      }
    }
  }
}
