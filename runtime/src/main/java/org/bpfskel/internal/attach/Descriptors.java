package org.bpfskel.internal.attach;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bpfskel.internal.element.MapElements;
import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.handle.MapHandle;
import org.bpfskel.internal.handle.ProgramHandle;
import org.bpfskel.internal.handle.SystemCall;
import org.bpfskel.internal.libbpf.LibbpfPrograms;
import org.bpfskel.internal.os.Descriptor;

/** The file descriptors that one attach needs: opened before it, closed after it. */
public final class Descriptors implements AutoCloseable {
  private final List<Integer> opened = new ArrayList<>();

  /**
   * A number that the system knows a thing by.
   *
   * @param what the thing, for messages
   * @param meanings of errors, by their symbols, beyond the system's own words
   */
  public int number(String what, Map<String, String> meanings, SystemCall.Returning<Integer> call) {
    return SystemCall.on(what).explain(meanings).get(call);
  }

  /** As {@link #number}, for a descriptor, which is closed after the attach. */
  public int open(String what, Map<String, String> meanings, SystemCall.Returning<Integer> call) {
    int descriptor = number(what, meanings, call);
    opened.add(descriptor);
    return descriptor;
  }

  /**
   * A map's, doubled: the attach may be on another object, and two objects are not held at once in
   * an order that might differ.
   */
  public int of(MapHandle map) {
    int descriptor = new MapElements(map).duplicateDescriptor();
    opened.add(descriptor);
    return descriptor;
  }

  /** A program's, doubled likewise. */
  public int of(ProgramHandle program) {
    return program.afterLoad("use", fd -> duplicate(program.toString(), fd));
  }

  /** A program's, of whoever loaded it, by its number in the kernel. */
  public int ofProgram(int id) {
    int descriptor =
        LibbpfCall.of("bpf_prog_get_fd_by_id", "program " + id)
            .explain("ENOENT", "there is no program %d, or no more".formatted(id))
            .check(() -> LibbpfPrograms.bpf_prog_get_fd_by_id(id));
    opened.add(descriptor);
    return descriptor;
  }

  private int duplicate(String what, int descriptor) {
    return open(what, Map.of(), () -> Descriptor.duplicate(descriptor));
  }

  /** Another one of a thing that somebody else has open, for one that outlives the attach. */
  public int again(String what, int descriptor) {
    return duplicate(what, descriptor);
  }

  /** Leaves one open, for it has another owner now. */
  public void release(int descriptor) {
    opened.remove((Integer) descriptor);
  }

  @Override
  public void close() {
    opened.forEach(Descriptor::close);
  }
}
