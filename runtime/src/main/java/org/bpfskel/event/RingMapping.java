package org.bpfskel.event;

import org.bpfskel.BpfMap;
import org.bpfskel.internal.handle.SystemCall;
import org.bpfskel.internal.os.Descriptor;
import org.bpfskel.internal.os.ErrnoException;
import org.bpfskel.internal.os.MappedMemory;
import org.bpfskel.internal.os.Mapping;
import org.bpfskel.map.BpfRingBuf;

/**
 * The shared memory of a ring buffer map: a page that begins with the consumer's position, a page
 * that begins with the producer's, then the ring's bytes twice. Each side may write its own only.
 */
record RingMapping(Mapping consumer, Mapping producer, Mapping data, int size) {
  /** The largest ring whose data, mapped twice, Java's buffers can address. */
  private static final int MAX_SIZE = 1 << 30;

  /** {@code BPF_F_RB_OVERWRITE}, since Linux 6.19: programs overwrite what is not read yet. */
  private static final int OVERWRITE = 1 << 19;

  /** Who of the two sides this process is. */
  enum RingEnd {
    CONSUMER,
    PRODUCER
  }

  /** Maps a ring and adds it to the poller. */
  static RingRecords reader(BpfRingBuf map, RecordSink.Form form, Poller poller) {
    requireKept(map);
    int fd = EventMap.descriptor(map);
    RingRecords records;
    try {
      RingMapping ring = of(fd, map, RingEnd.CONSUMER);
      records =
          new RingRecords(
              map.toString(),
              ring.consumer.buffer(),
              ring.producer.buffer(),
              ring.data.buffer(),
              ring.size,
              form,
              poller::isClosed,
              ring::end);
    } catch (RuntimeException | Error e) {
      Descriptor.close(fd);
      throw e;
    }
    poller.add(records, fd);
    return records;
  }

  /** Maps a ring, through a descriptor of its map. */
  static RingMapping of(int fd, BpfMap map, RingEnd side) {
    int size = map.maxEntries();
    if (size <= 0 || size > MAX_SIZE) {
      throw new IllegalArgumentException(
          "%s is of %d bytes: at most %d can be mapped"
              .formatted(map, Integer.toUnsignedLong(size), MAX_SIZE));
    }
    return SystemCall.mapping(map.name(), fd).get(() -> map(fd, size, side));
  }

  /** Refuses a ring whose records may be overwritten while they are read. */
  private static void requireKept(BpfRingBuf map) {
    if ((map.options().mapFlags() & OVERWRITE) != 0) {
      throw new IllegalArgumentException(
          map
              + " is in overwrite mode (BPF_F_RB_OVERWRITE), which is not supported: leave that flag"
              + " out, in the C source or by options().setMapFlags before load");
    }
  }

  private static RingMapping map(int fd, int size, RingEnd side) throws ErrnoException {
    boolean produces = side == RingEnd.PRODUCER;
    long page = MappedMemory.pageSize();
    // The last record of the largest ring ends before the one byte that is too many for Java.
    long twice = Math.min(2L * size, Integer.MAX_VALUE);
    return new RingMapping(
        MappedMemory.map(fd, 0, page, !produces),
        MappedMemory.map(fd, page, page, produces),
        MappedMemory.map(fd, 2 * page, twice, produces),
        size);
  }

  /**
   * Gives the memory back; nobody may use the positions any more.
   *
   * @param viewed whether somebody may still look at the records
   */
  void end(boolean viewed) {
    consumer.unmap();
    producer.unmap();
    data.end(viewed);
  }
}
