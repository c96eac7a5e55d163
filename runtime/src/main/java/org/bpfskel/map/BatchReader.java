package org.bpfskel.map;

import org.bpfskel.internal.os.Errno;

/** Reads the elements of a map in batches, by whatever calls the kernel has for its kind. */
final class BatchReader {
  private static final String LOOKUP_BATCH = "bpf_map_lookup_batch";
  private static final String LOOKUP_AND_DELETE_BATCH = "bpf_map_lookup_and_delete_batch";

  /** An answer of {@link #call} beside the number of elements: the kernel has no such call. */
  private static final int UNSUPPORTED = -1;

  private BatchReader() {}

  static int read(TypedElements<?, ?> elements, MapBatch batch) {
    batch.require(elements, 0);
    if (batch.atEnd) {
      batch.rewind();
      return 0;
    }
    if (batch.walk == null && elements.map.type().batchesKeepOrder()) {
      int count = call(elements, batch, false);
      if (count != UNSUPPORTED) {
        return count;
      }
    }
    return walk(elements, batch);
  }

  static int drain(TypedElements<?, ?> elements, MapBatch batch) {
    batch.require(elements, 0);
    if (batch.atEnd) {
      batch.rewind();
      return 0;
    }
    if (batch.walk == null) {
      int count = call(elements, batch, true);
      if (count != UNSUPPORTED) {
        return count;
      }
    }
    int count = walk(elements, batch);
    return count == 0 ? 0 : removeThese(elements, batch, count);
  }

  private static int call(TypedElements<?, ?> elements, MapBatch batch, boolean remove) {
    while (true) {
      batch.setCount(batch.capacity());
      int answer =
          remove
              ? elements.calls.lookupAndDeleteBatch(batch.bytes(), batch.places(), batch.atStart)
              : elements.calls.lookupBatch(batch.bytes(), batch.places(), batch.atStart);
      int count = batch.count();
      if (answer == -Errno.ENOSPC && count == 0) {
        batch.grow();
      } else if (answer == -Errno.ENOENT) {
        batch.rewind();
        batch.atEnd = count > 0;
        return count;
      } else if (batch.atStart && isUnsupported(answer)) {
        return UNSUPPORTED;
      } else {
        elements.check(remove ? LOOKUP_AND_DELETE_BATCH : LOOKUP_BATCH, answer);
        batch.advance();
        if (count > 0) {
          return count;
        }
      }
    }
  }

  /** ENOTSUPP of a kind without batches, EINVAL before Linux 5.6. */
  static boolean isUnsupported(int answer) {
    return answer == -Errno.ENOTSUPP || answer == -Errno.EOPNOTSUPP || answer == -Errno.EINVAL;
  }

  private static int walk(TypedElements<?, ?> elements, MapBatch batch) {
    KeyWalk walk = batch.walk;
    if (walk == null) {
      walk = new KeyWalk(elements.calls.map(), elements.keys.size(), elements::follow);
      batch.walk = walk;
    }
    int count = 0;
    while (count < batch.capacity() && walk.advance()) {
      walk.copyTo(batch.bytes(), batch.keyAt(count));
      int answer =
          elements.calls.lookup(batch.bytes(), batch.keyAt(count), batch.valueAt(count), 0);
      // Gone meanwhile, or a place of an array in which nothing is.
      if (elements.succeeded(ReadableMap.LOOKUP, answer, Errno.ENOENT)) {
        count++;
      }
    }
    if (count < batch.capacity()) {
      batch.rewind();
      batch.atEnd = count > 0;
    }
    return count;
  }

  /** Keeps only what this call removed: the rest is someone else's. */
  private static int removeThese(TypedElements<?, ?> elements, MapBatch batch, int count) {
    int removed = 0;
    for (int i = 0; i < count; i++) {
      int answer = elements.calls.delete(batch.bytes(), batch.keyAt(i));
      if (elements.succeeded(RemovableMap.DELETE, answer, Errno.ENOENT)) {
        batch.move(i, removed++);
      }
    }
    return removed;
  }
}
