package org.bpfskel.feature;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bpfskel.BpfException;
import org.bpfskel.ProgramType;
import org.bpfskel.internal.foreign.NativeBuffer;
import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.libbpf.LibbpfPrograms;
import org.bpfskel.internal.libbpf.ProgLoadOpts;
import org.bpfskel.internal.os.Descriptor;

/**
 * One attempt to load a program, which is closed at once.
 *
 * @param what it was made for, in messages
 * @param errno 0 if the kernel took it
 * @param log the verifier's words
 */
record ProbeLoad(String what, int errno, String log) {
  static final String FUNCTION = "bpf_prog_load";

  private static final int INSTRUCTION = 8;

  /** More than the verifier says of a few instructions. */
  private static final int LOG_SIZE = 1 << 16;

  /** Loads a few instructions, and listens to the verifier. */
  static ProbeLoad of(String what, ProbeTarget target, byte[] instructions) {
    NativeBuffer log = NativeBuffer.forText(LOG_SIZE);
    try (ProgLoadOpts opts = target.opts().log(1, LOG_SIZE, log)) {
      int errno = load(target.type(), instructions, opts);
      byte[] bytes = log.read(LOG_SIZE);
      int length = 0;
      while (length < bytes.length && bytes[length] != 0) {
        length++;
      }
      return new ProbeLoad(what, errno, new String(bytes, 0, length, StandardCharsets.UTF_8));
    }
  }

  /** Whether a socket filter with such code is taken. */
  static boolean takes(CodeFeature feature) {
    try (ProgLoadOpts opts = new ProgLoadOpts()) {
      int errno = load(ProgramType.SOCKET_FILTER, ProbeCode.with(feature), opts);
      UntoldError.check(LibbpfCall.of(FUNCTION, feature.toString()), errno);
      return errno == 0;
    }
  }

  private static int load(ProgramType type, byte[] instructions, ProgLoadOpts opts) {
    int fd =
        LibbpfPrograms.bpf_prog_load(
            type.number(), null, "GPL", instructions, instructions.length / INSTRUCTION, opts);
    if (fd < 0) {
      return -fd;
    }
    Descriptor.close(fd);
    return 0;
  }

  /** What to throw where the verifier was not asked at all, or was, but not about this. */
  BpfException untold() {
    return LibbpfCall.of(FUNCTION, what).failure(errno, List.of());
  }
}
