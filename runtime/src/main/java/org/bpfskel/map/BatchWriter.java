package org.bpfskel.map;

import org.bpfskel.internal.element.BatchPlaces;
import org.bpfskel.internal.os.Errno;

/** Writes and removes many elements, by whatever calls the kernel has for the map's kind. */
final class BatchWriter {
  private BatchWriter() {}

  static void write(TypedElements<?, ?> elements, MapBatch batch, int count) {
    batch.require(elements, count);
    if (count == 0) {
      return;
    }
    batch.setCount(count);
    int answer = elements.calls.updateBatch(batch.bytes(), batch.places());
    if (BatchReader.isUnsupported(answer)) {
      for (int i = 0; i < count; i++) {
        elements.check(
            WritableMap.UPDATE,
            elements.calls.update(batch.bytes(), batch.keyAt(i), batch.valueAt(i), 0));
      }
    } else {
      elements.check("bpf_map_update_batch", answer);
    }
  }

  static int remove(TypedElements<?, ?> elements, MapBatch batch, int count) {
    batch.require(elements, count);
    int removed = 0;
    BatchPlaces places = batch.places();
    for (int done = 0; done < count; ) {
      batch.setCount(count - done);
      int answer = elements.calls.deleteBatch(batch.bytes(), places);
      if (BatchReader.isUnsupported(answer)) {
        return removed + removeEach(elements, batch, done, count);
      }
      int found = batch.count();
      removed += found;
      // The kernel stops at a key that is not there.
      done += found;
      if (answer == -Errno.ENOENT) {
        done++;
        places = batch.places().from(done, batch.keySize(), batch.valueSize());
      } else {
        elements.check("bpf_map_delete_batch", answer);
      }
    }
    return removed;
  }

  private static int removeEach(TypedElements<?, ?> elements, MapBatch batch, int from, int count) {
    int removed = 0;
    for (int i = from; i < count; i++) {
      int answer = elements.calls.delete(batch.bytes(), batch.keyAt(i));
      if (elements.succeeded(RemovableMap.DELETE, answer, Errno.ENOENT)) {
        removed++;
      }
    }
    return removed;
  }
}
