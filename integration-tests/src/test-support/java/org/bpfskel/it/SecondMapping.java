package org.bpfskel.it;

import java.nio.ByteBuffer;
import org.bpfskel.BpfMap;
import org.bpfskel.access.Door;
import org.bpfskel.internal.element.MapElements;
import org.bpfskel.internal.os.Descriptor;
import org.bpfskel.internal.os.ErrnoException;
import org.bpfskel.internal.os.MappedMemory;

/** The memory of a ring buffer map as another process has it, who may write it too. */
final class SecondMapping {
  private final MapElements ring;

  SecondMapping(BpfMap ring) {
    this.ring = new MapElements(Door.MAP.behind(ring));
  }

  /** The page that begins with the consumer's position, which readers may write. */
  ByteBuffer consumer() {
    return page(0);
  }

  /** The page that begins with the producer's position, in a user ring what senders may write. */
  ByteBuffer producer() {
    return page(1);
  }

  private ByteBuffer page(int number) {
    int fd = ring.duplicateDescriptor();
    try {
      int size = MappedMemory.pageSize();
      return MappedMemory.map(fd, (long) number * size, size, true).buffer();
    } catch (ErrnoException e) {
      throw new AssertionError(e);
    } finally {
      Descriptor.close(fd);
    }
  }
}
