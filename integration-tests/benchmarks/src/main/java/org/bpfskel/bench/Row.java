package org.bpfskel.bench;

import java.util.Locale;

/**
 * One line of the table.
 *
 * @param what is measured
 * @param ours how bpfskel does
 * @param against what it is held
 * @param peer how that does
 * @param unit of both
 * @param target the ratio aimed at
 */
record Row(String what, Samples ours, String against, Samples peer, String unit, Target target) {

  /** What a ratio should be. */
  record Target(double limit, boolean atLeast) {
    static Target atMost(double limit) {
      return new Target(limit, false);
    }

    static Target atLeast(double limit) {
      return new Target(limit, true);
    }

    boolean isMetBy(double ratio) {
      return atLeast ? ratio >= limit : ratio <= limit;
    }

    @Override
    public String toString() {
      return (atLeast ? ">= " : "<= ") + Row.text(limit);
    }
  }

  double ratio() {
    return ours.median() / peer.median();
  }

  boolean isMet() {
    return target.isMetBy(ratio());
  }

  /** As a line of a Markdown table. */
  String markdown() {
    return "| %s | %s | %s: %s | %s | %s | %s |"
        .formatted(
            what,
            figure(ours),
            against,
            figure(peer),
            text(ratio()),
            target,
            isMet() ? "met" : "**missed**");
  }

  private String figure(Samples samples) {
    return "%s %s (%s–%s)"
        .formatted(text(samples.median()), unit, text(samples.min()), text(samples.max()));
  }

  /** Three digits. */
  static String text(double value) {
    int decimals = value < 1 ? 3 : value < 10 ? 2 : value < 100 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
