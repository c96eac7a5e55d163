package org.bpfskel.bench;

import java.util.Locale;

/** Times rounds in one process, and prints their median as the C programs do. */
final class Rounds {
  private Rounds() {}

  /** One round, of so many operations. */
  interface Round {
    void run();
  }

  static double time(Round round) {
    long start = System.nanoTime();
    round.run();
    return System.nanoTime() - start;
  }

  /** The median of {@code count} rounds, after as many to warm up. */
  static void report(String what, int count, int operations, Round round) {
    for (int i = 0; i < count; i++) {
      round.run();
    }
    Samples samples = new Samples();
    for (int i = 0; i < count; i++) {
      samples.add(time(round) / operations);
    }
    print(what, samples.median());
  }

  /** A round in Java and a round of the same in C, in turn, {@code count} times once warm. */
  static void inTurn(int count, String what, int operations, Round java, Round c) {
    Samples ofJava = new Samples();
    Samples ofC = new Samples();
    for (int i = 0; i < 2 * count; i++) {
      double inJava = time(java) / operations;
      double inC = time(c) / operations;
      if (i >= count) {
        ofJava.add(inJava);
        ofC.add(inC);
      }
    }
    print("java_" + what, ofJava.median());
    print("c_" + what, ofC.median());
  }

  static void print(String what, double value) {
    System.out.println(what + " " + String.format(Locale.ROOT, "%.4f", value));
  }
}
