package org.bpfskel.it.life;

import java.util.function.Supplier;

/**
 * Calls in several threads on what another one closes.
 *
 * @param share how many rounds of a hundred
 * @param opened what a round is about, new each time
 */
record Race(String name, int share, Supplier<Round> opened) {
  /** Several threads call until that is refused. */
  interface Round extends AutoCloseable {
    /** Throws {@link IllegalStateException} some time after close, and not before. */
    void call();

    @Override
    void close();
  }

  static Race of(String name, int share, Supplier<Round> opened) {
    return new Race(name, share, opened);
  }

  /** Calls on something that is closed by that. */
  static Round round(Runnable call, Runnable close) {
    return new Round() {
      @Override
      public void call() {
        call.run();
      }

      @Override
      public void close() {
        close.run();
      }
    };
  }
}
