package org.bpfskel.map;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** Walks over a map, some hundred elements ahead of whoever asks for them. */
final class EntryIterator<T> implements Iterator<T> {
  private static final int MOST_BYTES = 64 << 10;
  private static final int MOST_ELEMENTS = 512;

  private final TypedElements<?, ?> elements;
  private final BatchEntry<T> element;
  private final MapBatch batch;
  private int at;
  private int count;
  private boolean ended;

  /** What comes out for element number {@code i} of a batch. */
  interface BatchEntry<T> {
    T in(MapBatch batch, int i);
  }

  EntryIterator(TypedElements<?, ?> elements, BatchEntry<T> element) {
    this.elements = elements;
    this.element = element;
    this.batch = new MapBatch(elements, usualBatch(elements));
  }

  /** As many elements as are worth their memory. */
  static int usualBatch(TypedElements<?, ?> elements) {
    int each = elements.keys.size() + elements.values.size();
    int most = Math.max(1, Math.min(MOST_ELEMENTS, MOST_BYTES / Math.max(1, each)));
    // LPM tries and others may have more than Integer.MAX_VALUE, which is negative here.
    int entries = elements.map.maxEntries();
    return entries > 0 ? Math.min(most, entries) : most;
  }

  @Override
  public boolean hasNext() {
    if (at == count && !ended) {
      count = BatchReader.read(elements, batch);
      at = 0;
      ended = count == 0;
    }
    return at < count;
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException(elements.map + " has no more elements");
    }
    return element.in(batch, at++);
  }
}
