package org.bpfskel.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/** What an {@link Alternation} found, by who and name: {@code C.lookup}. */
final class Figures {
  private final Map<String, Samples> samples = new LinkedHashMap<>();

  void add(String name, double value) {
    samples.computeIfAbsent(name, key -> new Samples()).add(value);
  }

  Samples get(String name) {
    Samples found = samples.get(name);
    if (found == null) {
      throw new NoSuchElementException("no figure " + name + ", but " + samples.keySet());
    }
    return found;
  }
}
