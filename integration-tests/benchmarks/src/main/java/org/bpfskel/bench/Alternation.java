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

  Figures run(int rounds) throws IOException, InterruptedException {
    Figures figures = new Figures();
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, Measurement> one : measurements.entrySet()) {
        for (Map.Entry<String, Double> figure : one.getValue().run().entrySet()) {
          figures.add(one.getKey() + "." + figure.getKey(), figure.getValue());
        }
      }
    }
    return figures;
  }
}
