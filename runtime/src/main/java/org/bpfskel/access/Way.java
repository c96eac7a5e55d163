package org.bpfskel.access;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The way from what users have to what is behind it, which they do not see. The class that users
 * have opens it when it is initialized, so before there is any object of it.
 *
 * @param <F> what users have
 * @param <H> what is behind it
 */
public final class Way<F, H> {
  private volatile @Nullable Function<F, H> way;

  Way() {}

  /** Shows the way; for the class that users have. */
  public void open(Function<F, H> way) {
    this.way = way;
  }

  /** What is behind an object that a user gave. */
  public H behind(F face) {
    return Objects.requireNonNull(way).apply(face);
  }
}
