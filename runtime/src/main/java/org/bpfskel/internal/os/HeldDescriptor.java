package org.bpfskel.internal.os;

import org.bpfskel.internal.foreign.Release;

/**
 * A file descriptor as all that something holds.
 *
 * @param name of its holder, for the warning that nobody closed it
 */
public record HeldDescriptor(String name, int descriptor) implements Release.Held {
  @Override
  public void free() {
    Descriptor.close(descriptor);
  }
}
