package org.bpfskel.it.conformance;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bpfskel.it.conformance.RealLoad.Cause;
import org.bpfskel.it.conformance.RealLoad.End;

/** How often a kernel's BTF told beforehand that the kernel refuses an object. */
final class ForecastReport {
  private final Map<End, int[]> ends = new EnumMap<>(End.class);
  private final Map<Cause, int[]> causes = new EnumMap<>(Cause.class);
  private final List<String> wrong = new ArrayList<>();

  /**
   * Adds an object.
   *
   * @param lacks what was found beforehand, in sentences; none is a forecast that it loads
   */
  void add(String object, List<String> lacks, RealLoad load) {
    count(ends.computeIfAbsent(load.end(), end -> new int[2]), lacks);
    if (load.end() == End.REFUSED) {
      count(causes.computeIfAbsent(load.cause(), cause -> new int[2]), lacks);
    }
    if (load.end() == End.LOADED && !lacks.isEmpty()) {
      wrong.add("  wrong: " + object + " loads: " + String.join("; ", lacks));
    }
  }

  private static void count(int[] counts, List<String> lacks) {
    counts[0]++;
    counts[1] += lacks.isEmpty() ? 0 : 1;
  }

  /** Whether no object loads that was said not to. */
  boolean isWithoutWrong() {
    return wrong.isEmpty();
  }

  /** Each wrong report, and the table. */
  List<String> lines() {
    List<String> lines = new ArrayList<>(wrong);
    int refused = reported(End.REFUSED);
    int judged = refused + reported(End.LOADED);
    lines.add(
        "  precision: %d of %d reported objects are refused%s"
            .formatted(refused, judged, percent(refused, judged)));
    lines.add(
        "  recall: %d of %d refused objects are reported%s"
            .formatted(refused, all(End.REFUSED), percent(refused, all(End.REFUSED))));
    lines.add("  %-32s %8s %8s".formatted("refused for", "objects", "reported"));
    causes.forEach(
        (cause, counts) ->
            lines.add("  %-32s %8d %8d".formatted(cause.title, counts[0], counts[1])));
    lines.add("  loaded: %d, reported: %d".formatted(all(End.LOADED), reported(End.LOADED)));
    lines.add(
        "  not judged: %d that end with EPERM or lack a BPF file system, as this machine is (reported: %d)"
            .formatted(all(End.FORBIDDEN), reported(End.FORBIDDEN)));
    lines.add(
        "  not judged: %d that libbpf does not open, %d that broke or hung their process"
            .formatted(all(End.NOT_OPENED), all(End.UNKNOWN)));
    return lines;
  }

  private int all(End end) {
    return ends.getOrDefault(end, new int[2])[0];
  }

  private int reported(End end) {
    return ends.getOrDefault(end, new int[2])[1];
  }

  private static String percent(int part, int whole) {
    return whole == 0 ? "" : " (%.1f %%)".formatted(100.0 * part / whole);
  }
}
