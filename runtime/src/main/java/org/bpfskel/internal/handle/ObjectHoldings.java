package org.bpfskel.internal.handle;

import java.util.ArrayList;
import java.util.List;
import org.bpfskel.internal.foreign.Release;
import org.bpfskel.internal.os.Descriptor;

/**
 * All that is freed with an object, and who answers for it. Leads to no {@link Lifetime}, for it is
 * freed also when nobody can reach that any more. Changed under the object's lifetime.
 */
public final class ObjectHoldings implements Release.Held {
  private final NativeObject object;
  private final Links links = new Links();
  private final List<Integer> descriptors = new ArrayList<>();
  private volatile String owner;

  /**
   * @param name what the warning calls the object, until it has another owner
   */
  ObjectHoldings(String name, NativeObject object) {
    this.object = object;
    this.owner = name;
  }

  public NativeObject object() {
    return object;
  }

  Links links() {
    return links;
  }

  /** Closes a descriptor that libbpf uses after the object; in a call that has it alone. */
  public void closeLast(int descriptor) {
    descriptors.add(descriptor);
  }

  @Override
  public String name() {
    return owner;
  }

  public void setOwner(String owner) {
    this.owner = owner;
  }

  @Override
  public void free() {
    try {
      links.destroyAll();
    } finally {
      object.close();
      for (int descriptor : descriptors) {
        Descriptor.close(descriptor);
      }
    }
  }
}
