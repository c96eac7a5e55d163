package org.bpfskel.map;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.bpfskel.internal.element.ElementBytes;
import org.bpfskel.internal.element.MapElements;
import org.bpfskel.internal.os.Errno;

/**
 * Walks from key to key. Where the current key was removed, the kernel goes on with the first one:
 * keys that were met before are passed over then.
 */
final class KeyWalk {
  private static final String FUNCTION = "bpf_map_get_next_key";

  /** How often all keys may be passed over again without one that is new. */
  private static final int ROUNDS = 100;

  private final TypedElements<?, ?> elements;
  private final MapElements calls;
  private final int size;
  private final ElementBytes bytes;
  private final Set<ByteBuffer> met = new HashSet<>();
  private int current;
  private int next;
  private boolean started;

  KeyWalk(TypedElements<?, ?> elements) {
    this.elements = elements;
    this.calls = elements.calls;
    this.size = elements.keys.size();
    this.next = ElementBytes.align(size);
    this.bytes = ElementBytes.allocate(next + size);
  }

  /** Goes to the next key, if there is one. */
  boolean advance() {
    for (long again = 0; step(); again++) {
      byte[] key = new byte[size];
      bytes.buffer().get(current, key);
      if (met.add(ByteBuffer.wrap(key))) {
        return true;
      }
      if (again > (long) ROUNDS * met.size()) {
        throw calls.failure(FUNCTION, 0, "keys are removed faster than they can be walked over");
      }
    }
    return false;
  }

  private boolean step() {
    int answer = started ? calls.nextKey(bytes, current, next) : calls.firstKey(bytes, next);
    if (!elements.succeeded(FUNCTION, answer, Errno.ENOENT)) {
      return false;
    }
    started = true;
    int free = current;
    current = next;
    next = free;
    return true;
  }

  /** Copies the current key. */
  void copyTo(ElementBytes target, int at) {
    target.buffer().put(at, bytes.buffer(), current, size);
  }
}
