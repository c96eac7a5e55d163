package org.bpfskel.it.conformance;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came out for one object.
 *
 * @param name its path in the kernel's source tree
 * @param refusal why bpftool takes it for no subject
 * @param generation how long javac, processor included, took for the skeleton
 * @param compared how many of each kind were held against bpftool's
 * @param notes what the processor says of the object, not of the skeleton
 */
record ObjectReport(
    String name,
    Optional<String> refusal,
    Duration generation,
    Map<Difference.Kind, Integer> compared,
    List<String> notes,
    List<Difference> differences) {

  static ObjectReport refused(String name, String refusal) {
    return new ObjectReport(
        name,
        Optional.of(refusal),
        Duration.ZERO,
        new EnumMap<>(Difference.Kind.class),
        List.of(),
        List.of());
  }
}
