package org.bpfskel.micrometer;

import static java.lang.System.Logger.Level.WARNING;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.bpfskel.BpfException;
import org.bpfskel.map.ReadableMap;
import org.jspecify.annotations.Nullable;

/**
 * A meter for each key of a map, with what the last walk has found. Not safe for several threads.
 */
final class MapMeters<K, V> {
  private static final System.Logger LOGGER = System.getLogger("org.bpfskel");

  private final String name;
  private final boolean counts;
  private final ReadableMap<K, V> map;
  private final Function<? super K, Tags> tags;
  private final ToDoubleFunction<? super V> value;

  private final List<MeterRegistry> registries = new ArrayList<>();
  private final Map<Tags, Row> rows = new HashMap<>();
  private boolean hasWarned;

  MapMeters(
      String name,
      boolean counts,
      ReadableMap<K, V> map,
      Function<? super K, Tags> tags,
      ToDoubleFunction<? super V> value) {
    this.name = name;
    this.counts = counts;
    this.map = map;
    this.tags = tags;
    this.value = value;
  }

  /** One key's, or that of several with the same tags. */
  private static final class Row {
    private final Map<MeterRegistry, Meter> meters = new HashMap<>();
    private volatile double value;

    double value() {
      return value;
    }
  }

  void bindTo(MeterRegistry registry) {
    registries.add(registry);
    rows.forEach((key, row) -> register(registry, key, row));
  }

  void refresh(int mostKeys) {
    Map<Tags, Double> found = new HashMap<>();
    int[] others = {0};
    try {
      map.forEach(
          (key, element) -> {
            Tags keyTags = tags.apply(key);
            if (found.size() < mostKeys || found.containsKey(keyTags)) {
              found.merge(keyTags, value.applyAsDouble(element), Double::sum);
            } else {
              others[0]++;
            }
          });
    } catch (BpfException | IllegalStateException e) {
      warn("the meters " + name + " are taken away, for their map cannot be read", e);
      found.clear();
    }
    if (others[0] > 0) {
      warn(
          "%d keys of map %s have no meters %s, for there are more than %d: BpfMeters.mostKeys allows more"
              .formatted(others[0], map.name(), name, mostKeys),
          null);
    }
    set(found);
  }

  private void set(Map<Tags, Double> found) {
    Iterator<Map.Entry<Tags, Row>> each = rows.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<Tags, Row> row = each.next();
      if (!found.containsKey(row.getKey())) {
        remove(row.getValue());
        each.remove();
      }
    }
    found.forEach(
        (key, sum) -> {
          Row row = rows.computeIfAbsent(key, unused -> new Row());
          row.value = sum;
          registries.forEach(registry -> register(registry, key, row));
        });
  }

  private void register(MeterRegistry registry, Tags key, Row row) {
    row.meters.computeIfAbsent(
        registry,
        to ->
            counts
                ? FunctionCounter.builder(name, row, held -> row.value()).tags(key).register(to)
                : Gauge.builder(name, row::value).tags(key).strongReference(true).register(to));
  }

  private static void remove(Row row) {
    row.meters.forEach(MeterRegistry::remove);
  }

  void close() {
    rows.values().forEach(MapMeters::remove);
    rows.clear();
    registries.clear();
  }

  /** Once, for refreshes come every few seconds. */
  private void warn(String text, @Nullable Exception cause) {
    if (!hasWarned) {
      hasWarned = true;
      LOGGER.log(WARNING, text, cause);
    }
  }
}
