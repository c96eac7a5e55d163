package org.bpfskel;

import java.util.ArrayList;
import java.util.List;
import org.bpfskel.internal.Descriptor;
import org.bpfskel.internal.ErrnoException;
import org.bpfskel.internal.attach.Descriptors;

/** What one attach has open, until it is closed. */
final class AttachDescriptors implements Descriptors, AutoCloseable {
  private final List<Integer> opened = new ArrayList<>();

  @Override
  public int number(String what, String advice, Call call) {
    try {
      return call.run();
    } catch (ErrnoException e) {
      LibbpfCall failed = LibbpfCall.of(e.function(), what);
      throw (advice.isEmpty() ? failed : failed.explain(e.symbol(), advice))
          .failure(e.errno(), List.of());
    }
  }

  @Override
  public int open(String what, String advice, Call call) {
    int descriptor = number(what, advice, call);
    opened.add(descriptor);
    return descriptor;
  }

  @Override
  public int of(BpfMap map) {
    int descriptor = map.elements().duplicateDescriptor();
    opened.add(descriptor);
    return descriptor;
  }

  @Override
  public int of(BpfProgram program) {
    return program.handle().afterLoad("use", fd -> duplicate(program.toString(), fd));
  }

  private int duplicate(String what, int descriptor) {
    return open(what, "", () -> Descriptor.duplicate(descriptor));
  }

  @Override
  public void release(int descriptor) {
    opened.remove((Integer) descriptor);
  }

  @Override
  public void close() {
    opened.forEach(Descriptor::close);
  }
}
