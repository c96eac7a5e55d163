package org.bpfskel.event;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The shared memories that one buffer delivers from. A damaged one is told of once, and left out
 * from then on, so that the others go on; where none is left, each call tells of it again.
 */
final class Sources {
  private final IntConsumer stopWaiting;
  private final List<Poller.Source> all = new ArrayList<>();
  private volatile List<Entry> usable = List.of();
  private volatile @Nullable DamagedRingException damage;
  private int first;

  /** A memory, and the descriptor that tells when it has records. */
  private record Entry(Poller.Source source, int fd) {}

  /** {@code stopWaiting} gets the descriptor of what is left out: it would be ready for ever. */
  Sources(IntConsumer stopWaiting) {
    this.stopWaiting = stopWaiting;
  }

  synchronized void add(Poller.Source source, int fd) {
    List<Entry> more = new ArrayList<>(usable);
    more.add(new Entry(source, fd));
    usable = List.copyOf(more);
    all.add(source);
  }

  /** Gives all memory back, damaged too; after the last delivery. */
  synchronized void end() {
    usable = List.of();
    all.forEach(Poller.Source::end);
    all.clear();
  }

  /** Delivers at most so many records; by one thread at a time. */
  int drain(int max, BooleanSupplier stopped) {
    List<Entry> all = usable;
    if (all.isEmpty()) {
      requireUndamaged();
      return 0;
    }
    int begin = first % all.size();
    // Where the maximum is small, each source has its turn, whatever a consumer throws.
    first = (begin + 1) % all.size();
    int count = 0;
    for (int i = 0; i < all.size() && count < max && !stopped.getAsBoolean(); i++) {
      count += drain(all.get((begin + i) % all.size()), max - count);
    }
    return count;
  }

  private int drain(Entry entry, int max) {
    try {
      return entry.source.drain(max);
    } catch (DamagedRingException e) {
      leaveOut(entry);
      damage = e;
      throw e;
    }
  }

  private synchronized void leaveOut(Entry entry) {
    List<Entry> rest = new ArrayList<>(usable);
    rest.remove(entry);
    usable = List.copyOf(rest);
    stopWaiting.accept(entry.fd);
  }

  private void requireUndamaged() {
    DamagedRingException known = damage;
    if (known != null) {
      throw known.again();
    }
  }
}
