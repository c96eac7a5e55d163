package org.bpfskel.internal.value;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whose each bit of an image is: it belongs to the first that claims it. Finding an owner takes
 * logarithmic time, however many there are. For one thread at a time.
 *
 * @param <T> who claims bits
 */
public final class ClaimedBits<T> {
  /** Pieces that do not overlap, by their first bit. */
  private final TreeMap<Long, Piece<T>> pieces = new TreeMap<>();

  private record Piece<T>(long end, T owner) {}

  /** All free. */
  public ClaimedBits() {}

  /** The owner of the first of these bits that has one; null if all are free. */
  public @Nullable T owner(long firstBit, long bits) {
    Map.Entry<Long, Piece<T>> last = pieces.lowerEntry(firstBit + bits);
    if (last == null || last.getValue().end <= firstBit) {
      return null;
    }
    Map.Entry<Long, Piece<T>> before = pieces.floorEntry(firstBit);
    return before != null && before.getValue().end > firstBit
        ? before.getValue().owner
        : pieces.higherEntry(firstBit).getValue().owner;
  }

  /**
   * Claims those bits that are free.
   *
   * @return the owner of the first bit that was not; null if all were
   */
  public @Nullable T claim(long firstBit, long bits, T owner) {
    T other = owner(firstBit, bits);
    long end = firstBit + bits;
    long from = firstBit;
    while (other != null && from < end) {
      // Each piece on the way is passed once, and none is longer than what the claimant compared.
      Map.Entry<Long, Piece<T>> piece = pieces.floorEntry(from);
      if (piece != null && piece.getValue().end > from) {
        from = piece.getValue().end;
      } else {
        Long next = pieces.higherKey(from);
        long freeUntil = next == null ? end : Math.min(next, end);
        pieces.put(from, new Piece<>(freeUntil, owner));
        from = freeUntil;
      }
    }
    if (from < end) {
      pieces.put(from, new Piece<>(end, owner));
    }
    return other;
  }
}
