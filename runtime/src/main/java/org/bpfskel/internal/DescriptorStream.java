package org.bpfskel.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Reads from a descriptor that it owns; after close it only throws. */
public final class DescriptorStream extends InputStream {
  private static final int CHUNK = 8192;
  private static final int EINTR = 4;
  private static final int EAGAIN = 11;
  private static final int CLOSED = -1;

  private final Release release;
  private int descriptor;

  /** The warning calls it by that name if nobody closes it. */
  public DescriptorStream(String name, int descriptor) {
    this.descriptor = descriptor;
    this.release = new Release(this, new HeldDescriptor(name, descriptor));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public synchronized int read(byte[] bytes, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, bytes.length);
    if (descriptor == CLOSED) {
      throw new IOException("the stream is closed");
    }
    if (length == 0) {
      return 0;
    }
    byte[] chunk = new byte[Math.min(length, CHUNK)];
    int count = readOnce(chunk);
    System.arraycopy(chunk, 0, bytes, from, count);
    return count == 0 ? -1 : count;
  }

  /** An iterator says EAGAIN after many objects without output: it has not ended. */
  private int readOnce(byte[] chunk) throws IOException {
    while (true) {
      try {
        return Descriptor.read(descriptor, chunk);
      } catch (ErrnoException e) {
        int errno = e.errno();
        if (errno != EINTR && errno != EAGAIN) {
          throw new IOException("read: " + e.symbol() + ": " + e.explanation(), e);
        }
      }
    }
  }

  @Override
  public synchronized void close() {
    descriptor = CLOSED;
    release.now();
  }
}
