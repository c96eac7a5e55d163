package org.bpfskel.map;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.bpfskel.BpfException;
import org.bpfskel.internal.element.ElementBytes;

/**
 * Walks from key to key. Where the current key was removed, the kernel goes on with the first one:
 * keys that were met before are passed over then.
 */
final class KeyWalk {
  /** Stands for the key before the first. */
  static final int NO_KEY = -1;

  /** How often all keys may be passed over again without one that is new. */
  private static final int ROUNDS = 100;

  private final String map;
  private final int size;
  private final KeyOrder order;
  private final ElementBytes bytes;
  private final Set<ByteBuffer> met = new HashSet<>();
  private int current;
  private int next;
  private boolean started;

  /** The order in which the kernel has the keys of a map: {@code bpf_map_get_next_key}. */
  interface KeyOrder {
    /** Writes the key that follows another one, each at its index; false if none follows. */
    boolean follow(ElementBytes bytes, int key, int next);
  }

  /**
   * Begins before the first key.
   *
   * @param map its name, for messages
   * @param size bytes of a key
   */
  KeyWalk(String map, int size, KeyOrder order) {
    this.map = map;
    this.size = size;
    this.order = order;
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
        throw new BpfException(
            TypedElements.NEXT_KEY,
            map,
            BpfException.Kind.BUSY,
            "keys are removed faster than they can be walked over");
      }
    }
    return false;
  }

  private boolean step() {
    if (!order.follow(bytes, started ? current : NO_KEY, next)) {
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
