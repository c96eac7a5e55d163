package org.bpfskel.it;

/** How often a test repeats: a few times in {@code ./dev test}, long in {@code ./dev soak}. */
public final class Rounds {
  private static final boolean SOAK = Boolean.getBoolean("bpfskel.soak");

  private Rounds() {}

  public static int of(int usually, int soak) {
    return SOAK ? soak : usually;
  }
}
