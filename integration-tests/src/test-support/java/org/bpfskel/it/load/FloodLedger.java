package org.bpfskel.it.load;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Takes the entries of {@code flood.bpf.c}, slowly, and sees that each comes whole and in its
 * place: between two of them exactly those are missing that their producer says found no room.
 */
final class FloodLedger {
  /** How often an entry is looked through, to be slower than its producer. */
  private static final int TURNS = 3;

  private static final int HEADER_WORDS = 3;
  private static final int FILL_WORDS = 9;

  private final long[] delivered;
  private final long[] next;
  private final long[] dropped;
  private final CRC32C checksum = new CRC32C();

  FloodLedger(int producers) {
    delivered = new long[producers];
    next = new long[producers];
    dropped = new long[producers];
  }

  /** One record, as the ring has it. */
  void take(ByteBuffer entry) {
    for (int turn = 0; turn < TURNS; turn++) {
      checksum.update(entry.duplicate());
    }
    int words = entry.remaining() / Long.BYTES;
    int producer = (int) entry.getLong();
    long number = entry.getLong();
    long droppedBefore = entry.getLong();
    long missing = droppedBefore - dropped[producer];
    check(number == next[producer] + missing, producer, number, "out of place");
    check(words == HEADER_WORDS + (number % 2 == 0 ? FILL_WORDS : 0), producer, number, "cut off");
    while (entry.hasRemaining()) {
      check(entry.getLong() == number, producer, number, "overwritten");
    }
    dropped[producer] = droppedBefore;
    next[producer] = number + 1;
    delivered[producer]++;
  }

  private void check(boolean as, int producer, long number, String otherwise) {
    if (!as) {
      throw new AssertionError(
          "record %d of producer %d is %s: %d was next, and %d had been dropped"
              .formatted(number, producer, otherwise, next[producer], dropped[producer]));
    }
  }

  /** How many records of a producer came. */
  long delivered(int producer) {
    return delivered[producer];
  }

  /** How many came. */
  long delivered() {
    long sum = 0;
    for (long each : delivered) {
      sum += each;
    }
    return sum;
  }
}
