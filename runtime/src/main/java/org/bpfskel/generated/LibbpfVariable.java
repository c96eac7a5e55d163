package org.bpfskel.generated;

import java.util.HashMap;
import java.util.Map;
import org.bpfskel.BpfProgram;
import org.bpfskel.StructOpsMap;
import org.bpfskel.StructOpsProgram;
import org.bpfskel.access.Door;
import org.bpfskel.internal.structops.StructOpsHandle;
import org.jspecify.annotations.Nullable;

/** One struct_ops variable as libbpf has it until load: its bytes, and its callbacks' programs. */
final class LibbpfVariable {
  private final StructOpsHandle handle;

  /** The faces that users know, by libbpf's addresses. */
  private final Map<Long, StructOpsProgram> programs = new HashMap<>();

  LibbpfVariable(StructOpsMap map) {
    this.handle = (StructOpsHandle) Door.MAP.behind(map);
    for (BpfProgram program : map.object().programs()) {
      if (program instanceof StructOpsProgram callback) {
        programs.put(Door.PROGRAM.behind(callback).address(), callback);
      }
    }
  }

  /** Puts these bytes in the place of libbpf's, but for callbacks, and tells nobody. */
  void replace(byte[] bytes) {
    handle.beforeLoad("setInitialValue", () -> handle.writeInitialValue(bytes));
  }

  /** The program of the callback at an offset in bytes; null if it has none. */
  @Nullable StructOpsProgram program(int offset) {
    return programs.get(handle.program(offset));
  }

  /** Points the callback at an offset in bytes to a program of the same object. */
  void setProgram(int offset, @Nullable StructOpsProgram program) {
    handle.setProgram(offset, program == null ? null : Door.PROGRAM.behind(program));
  }

  /** Has a call run whenever a user replaces all bytes. */
  void follow(Runnable call) {
    handle.follow(call);
  }
}
