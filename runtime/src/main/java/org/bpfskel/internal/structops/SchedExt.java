package org.bpfskel.internal.structops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the kernel tells of its BPF scheduler: attach may return a link to one that it refused. */
public final class SchedExt {
  private static final String TYPE = "sched_ext_ops";
  private static final Path STATE = Path.of("/sys/kernel/sched_ext/state");

  private SchedExt() {}

  /** Why a variable of that type is attached in name only; null if it is not. */
  static @Nullable String refusal(String struct) {
    if (!struct.equals(TYPE)) {
      return null;
    }
    try {
      String state = Files.readString(STATE).strip();
      return state.equals("disabled")
          ? "the kernel gave a link but did not enable the scheduler ("
              + STATE
              + " is "
              + state
              + "): its log has the reason"
          : null;
    } catch (IOException e) {
      return null; // a kernel that does not tell
    }
  }
}
