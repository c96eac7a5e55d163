package org.bpfskel.it.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One line a difference, then the totals, for the objects of one kernel. */
final class KernelReport {
  private static final int SLOWEST = 5;

  private final String title;
  private final List<ObjectReport> objects = new ArrayList<>();
  private int notBuilt;

  /**
   * @param title what the objects were built with and from
   */
  KernelReport(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** Returns its line. */
  String addNotBuilt(String source, String reason) {
    notBuilt++;
    return "  not built: " + source + ": " + reason;
  }

  /** Returns its lines, none if it is as it should be. */
  List<String> add(ObjectReport object) {
    objects.add(object);
    List<String> lines = new ArrayList<>();
    object
        .refusal()
        .ifPresent(why -> lines.add("  refused by bpftool: " + object.name() + ": " + why));
    object.notes().forEach(note -> lines.add("  note: " + note));
    object.differences().forEach(found -> lines.add("  " + object.name() + ": " + found));
    return lines;
  }

  boolean isWithoutDifference() {
    return objects.stream().allMatch(object -> object.differences().isEmpty());
  }

  List<String> totals() {
    List<String> lines = new ArrayList<>();
    List<ObjectReport> accepted =
        objects.stream().filter(object -> object.refusal().isEmpty()).toList();
    lines.add(
        "  objects: %d built, %d not built; %d accepted by bpftool, %d refused"
            .formatted(
                objects.size(), notBuilt, accepted.size(), objects.size() - accepted.size()));
    for (Difference.Kind kind : Difference.Kind.values()) {
      lines.add(total(kind, accepted));
    }
    lines.add(time(accepted));
    return lines;
  }

  private static String total(Difference.Kind kind, List<ObjectReport> accepted) {
    int compared =
        accepted.stream().mapToInt(object -> object.compared().getOrDefault(kind, 0)).sum();
    long different =
        accepted.stream()
            .flatMap(object -> object.differences().stream())
            .filter(difference -> difference.kind() == kind)
            .count();
    return compared == 0
        ? "  %s: %d".formatted(kind.title, different)
        : "  %s: %d, different: %d".formatted(kind.title, compared, different);
  }

  private static String time(List<ObjectReport> accepted) {
    Duration all =
        accepted.stream().map(ObjectReport::generation).reduce(Duration.ZERO, Duration::plus);
    List<String> slowest =
        accepted.stream()
            .sorted(Comparator.comparing(ObjectReport::generation).reversed())
            .limit(SLOWEST)
            .map(object -> object.name() + " " + object.generation().toMillis() + " ms")
            .toList();
    return "  javac: %d s in all; the slowest: %s"
        .formatted(all.toSeconds(), String.join(", ", slowest));
  }
}
