package org.bpfskel.internal.os;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Reference;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.bpfskel.internal.foreign.Release;

/** Reads from a descriptor that it owns; after close it only throws. */
public final class DescriptorStream extends InputStream {
  private static final int CHUNK = 8192;
  private static final int EINTR = 4;
  private static final int EAGAIN = 11;
  private static final int CLOSED = -1;

  private final Release release;

  /** No monitor, for a virtual thread that waits for one would hold its carrier before JDK 24. */
  private final ReentrantLock lock = new ReentrantLock();

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
  public int read(byte[] bytes, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, bytes.length);
    lock.lock();
    try {
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
    } finally {
      lock.unlock();
      Reference.reachabilityFence(this);
    }
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
  public void close() {
    lock.lock();
    try {
      descriptor = CLOSED;
      release.now();
    } finally {
      lock.unlock();
      Reference.reachabilityFence(this);
    }
  }
}
