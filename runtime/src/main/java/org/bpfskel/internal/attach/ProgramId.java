package org.bpfskel.internal.attach;

import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.libbpf.ProgInfo;

/** The numbers that the kernel gives programs. */
final class ProgramId {
  private ProgramId() {}

  /** Of the program behind a descriptor, which goes by a name in messages. */
  static int of(String name, int descriptor) {
    try (ProgInfo info = new ProgInfo()) {
      LibbpfCall.of("bpf_prog_get_info_by_fd", name).check(() -> info.read(descriptor));
      return info.id();
    }
  }
}
