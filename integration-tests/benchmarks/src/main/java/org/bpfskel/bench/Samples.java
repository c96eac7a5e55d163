package org.bpfskel.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One figure, measured by several processes. */
final class Samples {
  private final List<Double> values = new ArrayList<>();

  /** A figure that is given. */
  static Samples of(double value) {
    Samples samples = new Samples();
    samples.add(value);
    return samples;
  }

  void add(double value) {
    values.add(value);
  }

  double median() {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  double min() {
    return Collections.min(values);
  }

  double max() {
    return Collections.max(values);
  }

  /** The same figure in a larger unit. */
  Samples per(double unit) {
    Samples scaled = new Samples();
    values.forEach(value -> scaled.add(value / unit));
    return scaled;
  }

  /** What this is more than another figure, measured in turn with it. */
  Samples above(Samples other) {
    Samples difference = new Samples();
    for (int i = 0; i < values.size(); i++) {
      difference.add(values.get(i) - other.values.get(i));
    }
    return difference;
  }
}
