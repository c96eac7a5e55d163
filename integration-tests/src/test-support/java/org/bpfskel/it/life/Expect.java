package org.bpfskel.it.life;

/** Says no by an error, which no round takes for a refusal. */
final class Expect {
  private Expect() {}

  static void that(boolean holds) {
    if (!holds) {
      throw new AssertionError("not as expected");
    }
  }
}
