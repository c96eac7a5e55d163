package org.bpfskel.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs what is to be compared in turn, several times: a slow moment of the machine hits all. */
final class Alternation {
  /** Gives figures by name. */
  interface Measurement {
    Map<String, Double> run() throws IOException, InterruptedException;
  }

  private final Map<String, Measurement> measurements = new LinkedHashMap<>();

  Alternation with(String who, Measurement measurement) {
    measurements.put(who, measurement);
    return this;
  }

  Alternation with(String who, Program program) {
    return with(who, program::run);
  }

  /** Figures by who and name: {@code C.lookup}. */
  Map<String, Samples> run(int rounds) throws IOException, InterruptedException {
    Map<String, Samples> samples = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, Measurement> one : measurements.entrySet()) {
        for (Map.Entry<String, Double> figure : one.getValue().run().entrySet()) {
          samples
              .computeIfAbsent(one.getKey() + "." + figure.getKey(), key -> new Samples())
              .add(figure.getValue());
        }
      }
    }
    return samples;
  }
}
