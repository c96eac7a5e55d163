package org.bpfskel.event;

import org.bpfskel.map.BpfRingBuf;

/**
 * The state of one ring, as its memory shows it at the moment: libbpf's {@code struct ring}. After
 * close of the ring buffer it is as it was then. Safe for use by several threads.
 */
public final class Ring {
  private final BpfRingBuf map;
  private final RingRecords records;

  Ring(BpfRingBuf map, RingRecords records) {
    this.map = map;
    this.records = records;
  }

  /**
   * {@return the map that holds the ring}
   *
   * <p>Its descriptor is that of {@code ring__map_fd}.
   */
  public BpfRingBuf map() {
    return map;
  }

  /** {@return bytes of the ring, headers of records included}: {@code ring__size}. */
  public int size() {
    return records.size();
  }

  /**
   * {@return bytes that are not read yet, headers and records still being written included}: {@code
   * ring__avail_data_size}. While records are delivered, up to 4,096 bytes of those that were, or a
   * sixteenth of the ring if that is less, still count: programs get them back together.
   */
  public long availableBytes() {
    long consumed = consumerPosition();
    return producerPosition() - consumed;
  }

  /**
   * {@return bytes read since the map was created, as programs see it}: {@code ring__consumer_pos},
   * and {@link #availableBytes}.
   */
  public long consumerPosition() {
    return records.consumerPosition();
  }

  /** {@return bytes reserved by programs since the map was created}: {@code ring__producer_pos}. */
  public long producerPosition() {
    return records.producerPosition();
  }

  /** The map, and how much is in its ring, for messages. */
  @Override
  public String toString() {
    return "ring of %s, %d of %d bytes not read".formatted(map, availableBytes(), size());
  }
}
