package org.bpfskel.it;

import java.io.IOException;
import java.util.function.Consumer;
import org.bpfskel.BpfObject;
import org.bpfskel.BpfProgram;
import org.bpfskel.attach.AttachTarget;

/** One program of tracing.bpf.o, loaded alone, for a kernel need not offer all of them. */
public record Traced(BpfObject object, Counting counting) implements AutoCloseable {

  /** Loads the program {@code on_NAME}, to count what this process does. */
  public static Traced load(String name) {
    return load(name, program -> {});
  }

  /** As {@link #load(String)}, after something was done with the program. */
  public static Traced load(String name, Consumer<BpfProgram> beforeLoad) {
    BpfObject object = BpfObject.open(BpfObjects.bytes("bpf/tracing.bpf.o"), "tracing.bpf.o");
    try {
      object.program("on_" + name).setAutoload(true);
      beforeLoad.accept(object.program("on_" + name));
      object.load();
      new Globals(object).set("pid", (int) ProcessHandle.current().pid());
      return new Traced(object, new Counting(object, name));
    } catch (RuntimeException | Error e) {
      object.close();
      throw e;
    }
  }

  /** Loads and attaches it, and sees it run by what is done until the link is closed. */
  public static void countsUntilClosed(String name, AttachTarget target, Action action)
      throws IOException {
    try (Traced traced = load(name)) {
      traced.counting().countsUntilClosed(target, action);
    }
  }

  /** As {@link #countsUntilClosed}; returns the cookie that the program was given last. */
  public static long cookieSeen(String name, AttachTarget target, Action action)
      throws IOException {
    try (Traced traced = load(name)) {
      traced.counting().countsUntilClosed(target, action);
      return new Globals(traced.object()).getLong("cookie");
    }
  }

  @Override
  public void close() {
    object.close();
  }
}
