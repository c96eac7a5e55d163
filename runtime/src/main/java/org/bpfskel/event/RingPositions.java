package org.bpfskel.event;

/**
 * The two counters of a ring: up to where it is written, and up to where it is read. They only
 * grow, in steps of 8, and are never further apart than the ring is large.
 */
final class RingPositions {
  private static final int STEP = 8;

  /** How to go on with a ring that is a map's own. */
  static final String LOAD_AGAIN = "and load the object again";

  /** How to go on with a ring that a buffer has brought. */
  static final String NEW_BUFFER = "and add the map to a new buffer";

  private RingPositions() {}

  /**
   * Refuses positions that cannot be.
   *
   * @throws DamagedRingException that names the map and the positions
   */
  static void require(String map, int size, long read, long written, String advice) {
    if (((read | written) & (STEP - 1)) != 0 || Long.compareUnsigned(written - read, size) > 0) {
      throw new DamagedRingException(
          map,
          "%s (consumer %d, producer %d, of %d bytes)"
              .formatted(wrong(read, written), read, written, size),
          advice);
    }
  }

  private static String wrong(long read, long written) {
    if (read % STEP != 0) {
      return "its consumer position is no multiple of 8";
    }
    if (written % STEP != 0) {
      return "its producer position is no multiple of 8";
    }
    return written - read < 0
        ? "its consumer position is ahead of its producer position"
        : "its positions are further apart than the ring is large";
  }

  /**
   * Refuses a consumer position from before the one that its only reader left.
   *
   * @throws DamagedRingException that names the map and the positions
   */
  static void requireNoReturn(String map, long left, long read) {
    if (read < left) {
      throw new DamagedRingException(
          map, "its consumer position went back from %d to %d".formatted(left, read), LOAD_AGAIN);
    }
  }

  /**
   * Of a record whose length cannot be.
   *
   * @param length as the record says
   * @param room bytes that are written from the record on
   */
  static DamagedRingException wrongRecord(
      String map, long position, int length, long room, String advice) {
    return new DamagedRingException(
        map,
        "at position %d a record says that it has %d bytes, where %d are written"
            .formatted(position, length, room),
        advice);
  }
}
